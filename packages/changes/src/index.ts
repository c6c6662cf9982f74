/**
 * From an intent to reviewed edits of a git tree: pure functions.
 *
 * @packageDocumentation
 */
export * from './ChangePlan';
export { branchOf } from './branchOf';
export * from './Intent';
export { driftOf, type ObjectDrift } from './driftOf';
export { plan } from './plan';
export * from './Platform';
export type {
  ClusterEvidence,
  Desired,
  DesiredCluster,
  Evidence,
} from './Planning';
export type { Product } from './Product';
export { pullRequestBody, type PullRequestContext } from './pullRequestBody';
export { pullRequestTitle } from './pullRequestTitle';
export { Refusal, type RefusalReason } from './Refusal';
export type { Tree } from './tree/Tree';
