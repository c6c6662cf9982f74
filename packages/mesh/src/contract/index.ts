export type * from './ContractComparison';
export { compareContracts } from './compareContracts';
