/**
 * What an Istio mesh configuration means: pure functions over snapshots of clusters.
 *
 * @packageDocumentation
 */
export { covers } from './hostPatterns';
export * from './resources';
export * from './snapshot';
export * from './ownership';
export * from './routing';
export * from './contract';
