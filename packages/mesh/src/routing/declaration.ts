import { ObjectRef, Source } from '../resources';
import { Labels } from './fields';
import { ListenerTls, Redirect, RouteMatch, RoutePolicy } from './model';

/**
 * What `istio/`, `gateway-api/` and `ingress/` translate their kinds into: gateways that offer servers, and route sets that bind to
 * them. `merge/` makes listeners of them, without knowing where they come from.
 */
export interface GatewayDeclaration extends Aged {
  /** By which route sets bind to it, e.g. `istio-system/shared`. */
  readonly key: string;
  readonly object: ObjectRef;
  readonly appliesTo: AppliesTo;
  readonly servers: readonly Server[];
}

/** Labels take pods of all namespaces; Services take the pods behind them, with the ports of these Services alone. */
export type AppliesTo =
  | { readonly type: 'labels'; readonly labels: Labels }
  | {
      readonly type: 'services';
      readonly services: readonly ObjectRef[];
      /** The Gateway for which istiod runs the pods; absent: somebody else runs them. */
      readonly managedBy?: ObjectRef;
    };

/** What decides who comes first: age, then name, then namespace. */
export interface Aged {
  readonly created: number;
  readonly name: string;
  readonly namespace: string;
}

export interface Server {
  readonly port: number;
  readonly portName: string;
  readonly protocol: string;
  /** Absent: all addresses. */
  readonly bind?: string;
  readonly hosts: readonly ServerHost[];
  readonly tls?: ListenerTls;
  readonly httpsRedirect: boolean;
  readonly source: Source;
}

export interface ServerHost {
  readonly host: string;
  /** Only routes of this namespace may attach; absent: any. */
  readonly namespace?: string;
}

/** A VirtualService, or what istiod would make of Gateway API routes or Ingresses of one host. */
export interface RouteSet extends Aged {
  readonly object: ObjectRef;
  /** Gateway API's routes of the workload's own namespace stand before those of others. */
  readonly ofGatewayApi: boolean;
  readonly hosts: readonly string[];
  /** Keys of gateways. */
  readonly gateways: readonly string[];
  /** Namespaces of gateway workloads that may use it; `*`: all. */
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRule[];
  readonly tls: readonly TlsRule[];
  readonly tcp: readonly TcpRule[];
}

export interface HttpRule {
  /** The alternatives; none: every request. */
  readonly matches: readonly RuleMatch[];
  readonly action: RuleAction;
  readonly policy: RoutePolicy;
  readonly mirrors: readonly DestinationSpec[];
  readonly source: Source;
  /** The object that is said to decide: of a delegate its root. */
  readonly decidedBy: ObjectRef;
  /** What puts it before rules of other objects in the same set, ahead of their age, where its match does not say it. */
  readonly standing?: string;
}

/** A match with the conditions that are judged once for each gateway and server, not for each request. */
export interface RuleMatch extends RouteMatch {
  /** The server's port. */
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Labels;
  readonly sourceNamespace?: string;
  /** Kept beside `path`: it counts for delegates even where no path is stated. */
  readonly ignoreUriCase?: boolean;
  readonly matchPath?: string;
}

export type RuleAction =
  | {
      readonly type: 'route';
      readonly destinations: readonly DestinationSpec[];
    }
  | RedirectSpec
  | {
      readonly type: 'direct-response';
      readonly status: number;
      readonly body?: string;
    };

export interface RedirectSpec extends Redirect {
  /** Where no port is stated: that of the server behind which the route stands. */
  readonly portFromServer: boolean;
}

/** A destination as stated, before the Service behind it is looked up. */
export interface DestinationSpec {
  /** Fully qualified. Absent: the backend may not be used, for the reason in `problem`. */
  readonly host?: string;
  readonly port?: number;
  readonly subset?: string;
  readonly weight: number;
  readonly problem?: string;
  /** The host for which a ReferenceGrant is missing: sidecars need none. */
  readonly refused?: string;
}

export interface TlsRule {
  readonly matches: readonly ConnectionMatch[];
  readonly destinations: readonly DestinationSpec[];
  readonly source: Source;
  /** Also routes connections whose TLS the server ends, as Gateway API's TLSRoute does. */
  readonly afterTermination: boolean;
}

export interface TcpRule {
  readonly matches: readonly ConnectionMatch[];
  readonly destinations: readonly DestinationSpec[];
  readonly source: Source;
}

export interface ConnectionMatch {
  readonly sniHosts: readonly string[];
  readonly port?: number;
  readonly gateways?: readonly string[];
}
