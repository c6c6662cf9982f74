export { normalHost } from './hosts';
export * from './Ownership';
export * from './ownershipOf';
export * from './workloadOwnership';
