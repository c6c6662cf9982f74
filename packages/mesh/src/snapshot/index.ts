export * from './Snapshot';
