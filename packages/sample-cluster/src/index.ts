/**
 * A small Kubernetes API server with faults on demand, and the real one behind the same interface.
 *
 * @packageDocumentation
 */
export { startSampleCluster } from './startSampleCluster';
export type { SampleClusterOptions } from './startSampleCluster';
export type { SampleCluster } from './SampleCluster';
export type {
  Identity,
  KubeconfigData,
  LoggedRequest,
  PolicyRule,
  TestCluster,
} from './TestCluster';
export type { Verb } from './Verb';
export { ClusterClient } from './client/ClusterClient';
export { StatusError } from './client/StatusError';
export { publishedCrds } from './crds';
export type {
  ConnectionEffect,
  ConnectionFault,
  Fault,
  RequestEffect,
  RequestFault,
  RequestMatch,
} from './faults/Fault';
export type {
  KubernetesObject,
  ObjectList,
  ObjectMeta,
  Status,
  StoredObject,
  WatchEvent,
} from './object';
export { envtestAssets } from './envtest/assets';
export { startEnvtestCluster } from './envtest/startEnvtestCluster';
export type { EnvtestClusterOptions } from './envtest/startEnvtestCluster';
