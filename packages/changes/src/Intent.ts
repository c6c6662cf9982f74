import { Product } from './Product';

/**
 * What a product's team wants.
 *
 * @public
 */
export type Intent = CreateGateway | SplitService | AddCluster | NewProduct;

/**
 * What every intent says.
 *
 * @public
 */
export interface CommonIntent {
  product: Product;
  /** Where it shall become true. */
  cluster: string;
  hosts: readonly string[];
  /** The ids of {@link Condition}s that a person says are true, because nobody can observe them. */
  confirmed?: readonly string[];
}

/**
 * A product wants a gateway of its own in a cluster, for hosts that it shares today.
 *
 * @public
 */
export interface CreateGateway extends CommonIntent {
  kind: 'create-gateway';
  /** Where it goes; absent: the product's only namespace there. One that does not exist is made. */
  namespace?: string;
  /** What makes the gateway's Deployment and Service; absent: the platform's default. */
  installer?: Installer;
  /** The gateway's Service tells external-dns to lead the hosts to it. From then on clients come to the new gateway. */
  externalDns?: boolean;
}

/**
 * `deployment`: plain objects, whose proxy istiod injects. `chart`: Istio's chart `istio/gateway`. `gateway-api`: a Gateway that istiod
 * makes a Deployment and a Service for. `operator`: a file for `istioctl install`.
 *
 * @public
 */
export type Installer = 'deployment' | 'chart' | 'gateway-api' | 'operator';

/**
 * Parts of what one Service answers shall be answered by others, behind the same hosts and paths.
 *
 * @public
 */
export interface SplitService extends CommonIntent {
  kind: 'split-service';
  /** The Service that answers today. */
  service: ServiceName;
  /** Which requests go elsewhere, in the order in which they are tried. */
  parts: readonly ServicePart[];
  /** A first wave leads only requests with this header to the new Services; absent: there is none. */
  guard?: { header: string; value: string };
  /** The shares of requests, in percent, that the new Services get one after another; the last is 100. Absent: 10, 50, 100. */
  stages?: readonly number[];
  /** The old Service shall go once nothing leads to it. */
  retire?: boolean;
  /** The way back: the same waves in reverse, from where git is, until the Service answers all requests again. */
  undo?: boolean;
}

/**
 * Requests of one kind, and the Service that shall answer them. All that is said must hold; nothing said: every request.
 *
 * @public
 */
export interface ServicePart {
  path?: { type: 'prefix' | 'exact'; value: string };
  method?: string;
  header?: { name: string; value: string };
  /** The share of these requests that moves for good, in percent; absent: all of them. */
  weight?: number;
  to: ServiceName;
}

/**
 * A port of a Service in the intent's cluster.
 *
 * @public
 */
export interface ServiceName {
  namespace: string;
  name: string;
  /** Absent: its only port. */
  port?: number;
}

/**
 * A product's own gateway of one cluster shall be in another too, each taking over when the other fails.
 *
 * @public
 */
export interface AddCluster extends CommonIntent {
  kind: 'add-cluster';
  /** Where the gateway is today; `cluster` is where the copy goes. */
  from: string;
  /** The host by which callers inside the mesh reach both copies, e.g. `payments.mesh.internal`; absent: the product's hosts themselves. */
  internalHost?: string;
}

/**
 * A product that does not exist yet shall have its place: a System in the catalog, and in a cluster a namespace, a gateway of its own and
 * a first route. Its `product` names the System that is to be.
 *
 * @public
 */
export interface NewProduct extends CommonIntent {
  kind: 'new-product';
  /** For people; absent: its name. */
  title?: string;
  /** Who owns it: the reference of a Group or a User, e.g. `group:default/payments-team`. */
  owner: string;
  description?: string;
  /** The Domain that it is part of, as the catalog names it. */
  domain?: string;
  /** Absent: called like the product. It must not exist yet. */
  namespace?: string;
  /** What answers all requests at first, in that namespace and with its port. It may come later: its team deploys it. */
  service: ServiceName;
}
