import { Problem } from '../../resources';
import { MeshEndpoint } from './MeshEndpoint';

/**
 * Endpoints that are tried together.
 *
 * @public
 */
export interface EndpointGroup {
  /** 0 is tried first; the next takes over what the ones before cannot carry. */
  readonly priority: number;
  /** Where they run, e.g. `eu-west/eu-west-1a`; empty where it is not known. */
  readonly localities: readonly string[];
  readonly endpoints: readonly MeshEndpoint[];
  readonly ready: number;
  /** Percent of the requests, as ready as the endpoints are now. */
  readonly share: number;
}

/**
 * Which endpoints a client's requests to a destination are sent to, and in which order.
 *
 * @public
 */
export interface FailoverOrder {
  /**
   * `alike`: all endpoints, wherever they are. `failover`: the nearest, and others when these fail.
   * `distribute`: by fixed shares, without failover.
   */
  readonly mode: 'alike' | 'failover' | 'distribute';
  /** By priority, then by share. */
  readonly groups: readonly EndpointGroup[];
  readonly problems: readonly FailoverProblem[];
}

/**
 * A setting that does not do what it seems to, or does harm.
 *
 * @public
 */
export interface FailoverProblem extends Problem {
  readonly code: FailoverProblemCode;
}

/**
 * - `no-outlier-detection`: failover is stated, but nothing notices failing endpoints, so none is ever left.
 * - `ejection-limit`: maxEjectionPercent keeps failing endpoints of the first group in use.
 * - `dns-failover-priority`: istiod crashes (istio/istio#61857).
 * - `dns-subset-failover-priority`: istiod ignores failoverPriority there.
 * - `distribute-without-failover`: distribute takes the place of failover.
 * - `distribute-drops-endpoints`: endpoints of localities that `to` leaves out get nothing, ever.
 * - `client-locality-unknown`, `endpoint-locality-unknown`: what does not say where it runs counts as far away.
 * - `no-ready-endpoint`: requests fail with 503.
 *
 * @public
 */
export type FailoverProblemCode =
  | 'no-outlier-detection'
  | 'ejection-limit'
  | 'dns-failover-priority'
  | 'dns-subset-failover-priority'
  | 'distribute-without-failover'
  | 'distribute-drops-endpoints'
  | 'client-locality-unknown'
  | 'endpoint-locality-unknown'
  | 'no-ready-endpoint';
