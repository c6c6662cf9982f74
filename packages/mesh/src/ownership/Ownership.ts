import { KubernetesObject, ObjectRef, Problem, Source } from '../resources';

/**
 * The label by which a namespace, a route or a gateway's Deployment, Service or Gateway names its product.
 *
 * @public
 */
export const PRODUCT_LABEL = 'product-gateways.io/product';

/**
 * What the operator says for clusters that cannot be labelled. It wins over labels.
 *
 * @public
 */
export interface ProductMapping {
  /** Namespace → product. */
  namespaces?: Readonly<Record<string, string>>;
  /** `namespace/name` of a gateway's Deployment, Service or Gateway → product. */
  gateways?: Readonly<Record<string, string>>;
}

/**
 * A mapping for all clusters, and those of single clusters, which win.
 *
 * @public
 */
export interface OwnershipConfig extends ProductMapping {
  clusters?: Readonly<Record<string, ProductMapping>>;
}

/**
 * A route says that a host is a product's.
 *
 * @public
 */
export interface HostClaim {
  cluster: string;
  /** As {@link normalHost} writes it. */
  host: string;
  product: string;
  source: Source;
}

/**
 * Who claims a host.
 *
 * @public
 */
export interface HostOwner {
  /** Absent where nobody claims the host, or several do. */
  product?: string;
  /** All who claim the host, where they are several. */
  disputed: readonly string[];
  claims: readonly HostClaim[];
}

/**
 * Whose is it? A product is named as its label does: `payments`, or `<namespace>.<name>` for a System outside `default`.
 *
 * @public
 */
export interface Ownership {
  productOfNamespace(cluster: string, namespace: string): string | undefined;
  /** By the object's own label, else by its namespace. */
  productOf(cluster: string, object: KubernetesObject): string | undefined;
  /** The same for an object that may not exist, such as the Service that a route leads to: then by its namespace. */
  productOfRef(cluster: string, ref: ObjectRef): string | undefined;
  /** Of this very host: `a.example.com` is not `*.example.com`. */
  ownerOfHost(host: string): HostOwner;
  /** All claims that meet a host: on itself, on a wildcard above it and, of a wildcard, on hosts below it. */
  claimsCovering(host: string): readonly HostClaim[];
  /** In alphabetical order, disputed ones too. */
  hostsOf(product: string): readonly string[];
  /** All products that a label, a claim or the operator names, in alphabetical order. */
  products(): readonly string[];
  readonly claims: readonly HostClaim[];
  /** Hosts that are no host names: nobody can claim them. */
  readonly problems: readonly Problem[];
  /** Clusters that could not show a kind that claims depend on: what nobody claims may be somebody's there. */
  readonly incompleteIn: readonly string[];
}
