export * from './model';
export * from './probe';
export { gatewaysOf } from './gateways';
export { routingProblems } from './declarations';
export { routeTable } from './routeTable';
export { resolve, resolveAt } from './resolve';
export { describeMatch } from './describe';
export { endpointsOf } from './endpoints';
export type { Endpoints } from './endpoints';
