import { ObjectRef, Problem, Source } from '../resources';

/**
 * The route model: what a gateway workload does with a request, whichever kinds of objects say it.
 * Istio's Gateway and VirtualService, Gateway API and Ingress are all translated into it; nothing else reads them.
 *
 * A {@link GatewayWorkload} serves {@link Listener}s; one for HTTP holds {@link VirtualHost}s, whose {@link Route}s are in the order in
 * which Envoy tries them. The most specific virtual host alone is asked: what matches none of its routes is answered with 404.
 */

/**
 * Pods that accept traffic for others, with what leads to them.
 *
 * @public
 */
export interface GatewayWorkload {
  /** Unique in its cluster, stable over time: `istio-system/Deployment/istio-ingressgateway`. */
  readonly id: string;
  readonly cluster: string;
  /** The owner of the pods; a managed Gateway or an IngressClass where nothing that runs it can be seen. */
  readonly workload: ObjectRef;
  /** `ingress`: an ingress controller that is not Istio. Its hosts are shown as its Ingresses state them. */
  readonly controller: 'istio' | 'gateway-api' | 'ingress';
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly replicas: { readonly ready: number; readonly desired: number };
  /** From the proxy's image; absent where the pods do not say. */
  readonly istioVersion?: string;
  readonly revision?: string;
  readonly services: readonly GatewayService[];
  /** The Gateways, ListenerSets and Ingresses that configure it, oldest first. */
  readonly definedBy: readonly ObjectRef[];
  readonly problems: readonly Problem[];
}

/**
 * A Service in front of a gateway workload.
 *
 * @public
 */
export interface GatewayService {
  readonly ref: ObjectRef;
  /** IP addresses and host names by which clients outside reach it, from its status. */
  readonly addresses: readonly string[];
  readonly ports: readonly GatewayServicePort[];
}

/**
 * A port of a Service in front of a gateway.
 *
 * @public
 */
export interface GatewayServicePort {
  readonly name?: string;
  /** The port that clients use. */
  readonly port: number;
  /** The port on the pods, a container port's name already looked up. */
  readonly targetPort: number;
}

/**
 * One way into a gateway: all plaintext HTTP servers of a bound port together, or one TLS or TCP server.
 * Envoy's term is filter chain; to people it is a listener, as in Gateway API.
 *
 * @public
 */
export interface Listener {
  /** The port that the pods bind. */
  readonly port: number;
  /** The ports of the workload's Services that lead to it. */
  readonly servicePorts: readonly number[];
  /** The one address that it listens on; absent: all. */
  readonly bind?: string;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TLS' | 'TCP';
  readonly tls?: ListenerTls;
  /** The TLS server names that choose this listener: exact, `*.suffix` or `*`. Empty: not chosen by name. */
  readonly serverNames: readonly string[];
  readonly hosts: readonly ListenerHost[];
  /** HTTP and HTTPS only: most specific hosts first. */
  readonly virtualHosts: readonly VirtualHost[];
  /** TLS and TCP only: where connections go, in the order in which they are tried. */
  readonly connections: readonly ConnectionRoute[];
  /** The servers or listeners that it is made of, e.g. `spec.servers[0]` of a Gateway. */
  readonly sources: readonly Source[];
}

/**
 * How a listener treats TLS, and with which certificates.
 *
 * @public
 */
export interface ListenerTls {
  readonly mode:
    | 'SIMPLE'
    | 'MUTUAL'
    | 'OPTIONAL_MUTUAL'
    | 'ISTIO_MUTUAL'
    | 'PASSTHROUGH'
    | 'AUTO_PASSTHROUGH';
  /** As in Istio's Gateway: the Secret in the workload's namespace. */
  readonly credentialName?: string;
  /** As in Gateway API: the Secrets named by the listener, or by an Ingress. */
  readonly certificates: readonly ObjectRef[];
  readonly minVersion?: string;
}

/**
 * A host for which a server is open, whether or not a route answers for it.
 *
 * @public
 */
export interface ListenerHost {
  /** Exact, `*.suffix` or `*`. */
  readonly host: string;
  /** Only routes of this namespace may attach; absent: any. */
  readonly namespace?: string;
  /** Plaintext requests to this host are answered with 301 to https. */
  readonly httpsRedirect: boolean;
  readonly source: Source;
}

/**
 * What a listener answers for a host.
 *
 * @public
 */
export interface VirtualHost {
  /** Exact, `*.suffix` or `*`. */
  readonly host: string;
  /** The server that redirects everything under this host to https; then no route is asked. */
  readonly httpsRedirect?: Source;
  readonly routes: readonly Route[];
}

/**
 * One HTTP route: one alternative of a rule's matches.
 *
 * @public
 */
export interface Route {
  readonly match: RouteMatch;
  readonly action: RouteAction;
  /** The rule, e.g. `spec.http[1]`; of a delegate its own. */
  readonly source: Source;
  /** The alternative inside the rule; absent where the rule has no match of its own. */
  readonly matchPath?: string;
  /** The object that brought the route in: the source's, or the root VirtualService where the source is a delegate. */
  readonly decidedBy: ObjectRef;
  /**
   * What puts a route before others of its virtual host ahead of the age of their objects, and its match does not say: what it is exported
   * to, and how an Ingress writes its path.
   */
  readonly standing?: string;
  readonly policy: RoutePolicy;
}

/**
 * All conditions must hold. An empty match takes every request.
 *
 * @public
 */
export interface RouteMatch {
  /** Looked at without the query, after Envoy's normalisation. */
  readonly path?: PathMatch;
  readonly method?: StringMatch;
  /** Looks at the Host header as sent, case and port included. */
  readonly authority?: StringMatch;
  readonly scheme?: StringMatch;
  readonly headers: readonly HeaderMatch[];
  readonly query: readonly QueryMatch[];
}

/**
 * `prefix` is textual, `segments` ends at a slash: `/api` takes `/api` and `/api/x`, not `/apix`. A regex is RE2's, anchored at both ends.
 *
 * @public
 */
export interface PathMatch {
  readonly type: 'exact' | 'prefix' | 'segments' | 'regex';
  readonly value: string;
  readonly ignoreCase?: boolean;
}

/**
 * A condition on a string. A regex is RE2's, anchored at both ends.
 *
 * @public
 */
export interface StringMatch {
  readonly type: 'exact' | 'prefix' | 'regex';
  readonly value: string;
  readonly ignoreCase?: boolean;
}

/**
 * A condition on a request header.
 *
 * @public
 */
export interface HeaderMatch {
  /** Lower case. */
  readonly name: string;
  /** Absent: the header need only be there. */
  readonly value?: StringMatch;
  /** The condition must not hold; an absent header then counts as an empty one. */
  readonly inverted: boolean;
}

/**
 * A condition on the first value of a query parameter, undecoded. Without a value it need only be there.
 *
 * @public
 */
export interface QueryMatch {
  readonly name: string;
  readonly value?: StringMatch;
}

/**
 * What a route does with a request.
 *
 * @public
 */
export type RouteAction =
  | { readonly type: 'route'; readonly destinations: readonly Destination[] }
  | Redirect
  | {
      readonly type: 'direct-response';
      readonly status: number;
      readonly body?: string;
    };

/**
 * What is absent stays as the client sent it; a port goes where the scheme changes and it was the old one's usual.
 *
 * @public
 */
export interface Redirect {
  readonly type: 'redirect';
  readonly status: number;
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: { readonly type: 'full' | 'prefix'; readonly value: string };
}

/**
 * Where a share of the requests goes.
 *
 * @public
 */
export interface Destination {
  /** As the mesh names it: `payments.payments.svc.cluster.local`. */
  readonly host: string;
  /** The Service or ServiceEntry behind the host, where there is one. */
  readonly service?: ObjectRef;
  readonly port: number;
  readonly subset?: string;
  /** In percent of all destinations of the route; they need not be whole. */
  readonly weight: number;
  /** istiod's name for it: `outbound|8080|v2|payments.payments.svc.cluster.local`. */
  readonly cluster: string;
  /** False: requests fail (503, or 500 for a Gateway API route), for the reason in `problem`. */
  readonly exists: boolean;
  readonly problem?: string;
}

/**
 * What a route does to requests besides choosing a destination, as the object states it.
 *
 * @public
 */
export interface RoutePolicy {
  readonly rewrite?: unknown;
  readonly timeout?: string;
  readonly retries?: unknown;
  readonly mirrors?: readonly Destination[];
  readonly cors?: unknown;
  readonly headers?: unknown;
  readonly fault?: unknown;
}

/**
 * Where a TCP or TLS connection goes.
 *
 * @public
 */
export interface ConnectionRoute {
  /** TLS server names: exact, `*.suffix` or `*`; empty for TCP. */
  readonly serverNames: readonly string[];
  /** The client must offer one of these by ALPN; absent: any or none. */
  readonly applicationProtocols?: readonly string[];
  readonly destinations: readonly Destination[];
  readonly source: Source;
}
