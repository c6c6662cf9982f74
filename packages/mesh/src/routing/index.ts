export * from './model';
export * from './probe';
export { gatewaysOf } from './gateways';
export { routingProblems } from './declarations';
export { routeTable } from './routeTable';
export { resolve, resolveAt } from './resolve';
export { describeMatch } from './describe';
export { endpointsOf } from './endpoints';
export type { Endpoints } from './endpoints';
export { meshConfigMap } from './mesh-config/meshConfigMap';
export { meshConfigOf } from './mesh-config/meshConfigOf';
export type {
  IstiodFlags,
  MeshConfig,
  PathNormalization,
} from './mesh-config/MeshConfig';
export { failoverOrder } from './locality/failoverOrder';
export type { MeshClient } from './mesh-clients/MeshClient';
export { gatewayClients } from './locality/gatewayClients';
export type {
  EndpointGroup,
  FailoverOrder,
  FailoverProblem,
  FailoverProblemCode,
} from './locality/EndpointGroup';
export type { Locality } from './locality/Locality';
export type { MeshEndpoint } from './locality/MeshEndpoint';
