export * from './memoised';
export * from './memoisedByNamespace';
export * from './Snapshot';
export * from './snapshotOf';
