export type * from './ContractComparison';
