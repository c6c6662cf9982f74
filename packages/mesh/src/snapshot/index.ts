export * from './memoised';
export * from './Snapshot';
export * from './snapshotOf';
