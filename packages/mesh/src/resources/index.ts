export * from './kinds';
export * from './object';
export * from './readObject';
export * from './specOf';
