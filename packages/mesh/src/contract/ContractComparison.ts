import { ObjectRef, Source } from '../resources';
import {
  Destination,
  Outcome,
  Request,
  RouteMatch,
  RoutePolicy,
} from '../routing';

/**
 * What becomes of the requests of a region.
 *
 * `lost`: they were answered, and now are not: 404, no listener, or a destination that does not exist. `newly-reachable`: the other way
 * round. `service-changed`: other services, subsets or ports answer. `weight-changed`: the same ones in other shares. `policy-changed`:
 * the same ones, with another redirect, rewrite, timeout, retries, CORS, headers, fault or mirrors. `shadowed`: a route that no request
 * reaches any more, or that is new and never reached. `depends-on-creation-order`: the answer is the same, but would be another one had
 * two objects been created in the other order.
 *
 * @public
 */
export type Verdict =
  | 'same'
  | 'lost'
  | 'newly-reachable'
  | 'service-changed'
  | 'weight-changed'
  | 'policy-changed'
  | 'shadowed'
  | 'depends-on-creation-order';

/**
 * Two gateway workloads by id, one of each configuration: the same one, or the shared one and a product's own. Absent: there is none.
 *
 * @public
 */
export interface GatewayPair {
  readonly before?: string;
  readonly after?: string;
}

/**
 * What a comparison looks at.
 *
 * @public
 */
export interface ContractOptions {
  /** Hosts, or wildcards for all hosts below them. Absent: all that either side's gateways serve. */
  readonly hosts?: readonly string[];
  /** Absent: every gateway workload with itself. */
  readonly gateways?: readonly GatewayPair[];
}

/**
 * Whether two configurations honour the same API.
 *
 * @public
 */
export interface ContractComparison {
  /** One for each gateway pair, port, transport and host that either side answers for. */
  readonly contracts: readonly HostContract[];
  /** How many regions of all contracts have each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** True: nothing changed, and nothing was undecidable. */
  readonly honoured: boolean;
}

/**
 * What became of one host behind one port of a gateway's Service.
 *
 * @public
 */
export interface HostContract {
  readonly gateways: GatewayPair;
  /** The port of the gateways' Services that clients use. */
  readonly port: number;
  /** TLS with the host as server name, or with none. */
  readonly transport: 'plaintext' | 'tls' | 'tls-without-sni';
  /** Exact, `*.suffix` or `*`: a wildcard means the hosts that nothing more specific serves. */
  readonly host: string;
  /** The regions whose requests meet the same answer. */
  readonly same: number;
  /** The others. No request is in two of them, save that a shadowed route's requests are in another route's region too. */
  readonly regions: readonly Region[];
  readonly undecidable: readonly Undecidable[];
}

/**
 * Requests that meet the same route before, and the same route after.
 *
 * @public
 */
export interface Region {
  readonly verdict: Exclude<Verdict, 'same'>;
  /** For people. */
  readonly sentence: string;
  readonly condition: RegionCondition;
  /** A request of the region: `resolveAt` answers it as `before` and `after` say. */
  readonly witness: Request;
  readonly before: RegionAnswer;
  readonly after: RegionAnswer;
  /** What changed, where the verdict is `policy-changed`: `redirect`, `timeout`, … */
  readonly changes: readonly string[];
  /** Routes of other objects that would answer instead, after, had the objects been created in another order. */
  readonly ties: readonly Source[];
}

/**
 * Which requests a region is made of: those that meet all of `all` and none of `except`.
 *
 * @public
 */
export interface RegionCondition {
  readonly all: readonly RouteMatch[];
  readonly except: readonly RouteMatch[];
  /** For people: `GET /api…, except /api/v2…`. */
  readonly text: string;
}

/**
 * What a gateway does with the requests of a region.
 *
 * @public
 */
export interface RegionAnswer {
  readonly outcome: Outcome;
  /** Of a redirect or a direct response. */
  readonly status?: number;
  /** Of a redirect, for the witness. */
  readonly location?: string;
  readonly destinations: readonly Destination[];
  readonly policy: RoutePolicy;
  /** The rule or the server that decides, e.g. `spec.http[1].match[0]`. */
  readonly source?: Source;
  /** The object that the deciding route came from; of a delegate its root. */
  readonly decidedBy?: ObjectRef;
}

/**
 * What could not be decided, and why: were there a request that the regular expressions put here, its answer would have changed.
 *
 * @public
 */
export interface Undecidable {
  readonly sentence: string;
  readonly condition: RegionCondition;
  /** As the objects state them. Empty: the routes have too many conditions to compare all of them. */
  readonly regexes: readonly string[];
}
