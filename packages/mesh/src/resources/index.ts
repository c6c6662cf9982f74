export { isRecord } from './json';
export type { JsonRecord } from './json';
export * from './kinds';
export * from './object';
export * from './project';
export * from './readObject';
export * from './specOf';
