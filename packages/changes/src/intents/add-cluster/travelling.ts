import { recordAt } from './fields';

/** Where objects go, and what differs there. */
export interface Target {
  from: string;
  cluster: string;
  product: string;
  /** The revision of istiod there; absent: the default one. */
  revision?: string;
  /** The Gateways that configure the copy, as `namespace/name`. */
  own: ReadonlySet<string>;
}

const REVISION = 'istio.io/rev';

/** What has labels and annotations, as it is there. */
export function travelled(
  { labels, annotations, ...rest }: Record<string, unknown>,
  target: Target,
): Record<string, unknown> {
  return { ...rest, ...travelling({ labels, annotations }, target) };
}

/** Labels and annotations without those that say where an object is, with the revision and the cluster's name of the other side. */
export function travelling(
  metadata: unknown,
  target: Target,
): Record<string, Record<string, unknown>> {
  const labels = withoutTopology(recordAt(metadata, 'labels'));
  const withRevision =
    REVISION in labels && labels[REVISION] !== target.revision
      ? { ...labels, [REVISION]: target.revision }
      : labels;
  const annotations = Object.entries(recordAt(metadata, 'annotations')).filter(
    ([key]) => !staysBehind(key),
  );
  return {
    ...unlessEmpty('labels', named(withRevision, target)),
    ...unlessEmpty(
      'annotations',
      named(Object.fromEntries(annotations), target),
    ),
  };
}

/** Without labels of a place: a network, a zone, a node. */
export function withoutTopology(
  labels: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([key]) =>
        !/^(topology\.(istio|kubernetes)\.io|failure-domain\.beta\.kubernetes\.io)\//.test(
          key,
        ) && key !== 'kubernetes.io/hostname',
    ),
  );
}

/**
 * Annotations that name an address, a certificate, a subnet or a group of one region, those by which DNS would lead clients to the copy
 * before it is proven, and the marks of agents.
 */
export function staysBehind(annotation: string): boolean {
  return [
    /^external-dns\.alpha\.kubernetes\.io\//,
    /^(kubectl\.kubernetes\.io|argocd\.argoproj\.io|meta\.helm\.sh)\//,
    /^metallb(\.universe\.tf|\.io)\/(loadBalancerIPs|address-pool)$/,
    /^networking\.gke\.io\/load-balancer-(ip-addresses|subnet)$/,
    /^service\.beta\.kubernetes\.io\/aws-load-balancer-(eip-allocations|subnets|ssl-cert|security-groups|extra-security-groups|private-ipv4-addresses|name|access-log-s3-bucket-name)$/,
    /^service\.beta\.kubernetes\.io\/azure-(load-balancer-ipv4|load-balancer-ipv6|load-balancer-resource-group|load-balancer-internal-subnet|pip-name|dns-label-name)$/,
    /^service\.beta\.kubernetes\.io\/oci-load-balancer-(subnet1|subnet2|security-list-management-mode)$/,
    /^topology\./,
  ].some(pattern => pattern.test(annotation));
}

function named(
  values: Record<string, unknown>,
  { from, cluster }: Target,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, value === from ? cluster : value]),
  );
}

function unlessEmpty(key: string, values: Record<string, unknown>) {
  return Object.keys(values).length ? { [key]: values } : {};
}
