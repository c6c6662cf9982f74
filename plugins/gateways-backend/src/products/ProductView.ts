import {
  Destination,
  GatewayWorkload,
  ObjectRef,
  Problem,
  Source,
} from '@product-gateways/mesh';

/** What a mesh says about one product. Other products appear by name: who may know of them is decided later. */
export interface ProductView {
  readonly product: string;
  readonly gateways: readonly ServingGateway[];
  readonly hosts: readonly ProductHost[];
  readonly routes: readonly ProductRoute[];
  /** Those in its namespaces that could answer its requests. */
  readonly services: readonly ProductService[];
  readonly problems: readonly ClusterProblem[];
  /** The product's namespaces, by cluster. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
}

/** A gateway workload that serves hosts of the product, or belongs to it. */
export interface ServingGateway {
  readonly workload: GatewayWorkload;
  /**
   * `own`: it belongs to the product, and every host it serves is the product's. `shared`: it serves hosts of others too, or does
   * not belong to the product. `unknown`: whose some of its hosts are cannot be seen.
   */
  readonly ownership: 'own' | 'shared' | 'unknown';
  readonly sharedWith: readonly string[];
  /** Hosts of the product that it serves. */
  readonly hosts: readonly string[];
  /** All hosts that it serves, of whomever. */
  readonly allHosts: readonly string[];
  readonly ports: readonly ServedPort[];
  /** The objects that make it serve this product. */
  readonly definedBy: readonly ObjectRef[];
}

export interface ServedPort {
  /** The Service's. */
  readonly port: number;
  readonly protocol: string;
  readonly tls?: string;
  readonly httpsRedirect: boolean;
  readonly credentialName?: string;
}

export interface ProductHost {
  readonly host: string;
  readonly disputedWith: readonly string[];
  /** Those in which a gateway serves it. */
  readonly clusters: readonly string[];
}

export interface ProductRoute {
  readonly id: string;
  readonly cluster: string;
  readonly gateway: string;
  readonly host: string;
  readonly ports: readonly number[];
  /** From 1, in the order in which the gateway tries the routes of the host. */
  readonly order: number;
  readonly match: string;
  readonly action:
    | 'route'
    | 'redirect'
    | 'direct-response'
    | 'passthrough'
    | 'tcp';
  readonly detail?: string;
  readonly destinations: readonly SeenDestination[];
  readonly source: Source;
}

export interface SeenDestination {
  readonly destination: Destination;
  /** Absent: they are not seen, or it is no Service of this cluster. */
  readonly endpoints?: { readonly ready: number; readonly total: number };
  readonly problem?: string;
}

export interface ProductService {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly { readonly port: number; readonly name?: string }[];
  /** Absent: they are not seen. */
  readonly endpoints?: { readonly ready: number; readonly total: number };
  /** A route of one of the product's gateways leads to it. */
  readonly isRouted: boolean;
}

export interface ClusterProblem {
  readonly cluster: string;
  readonly problem: Problem;
}
