import {
  HostClaim,
  KubernetesObject,
  normalHost,
  PRODUCT_LABEL,
  refOf,
} from '@product-gateways/mesh';
import { Planning } from './Planning';
import { Manifests, readManifests } from './tree/manifests';

/**
 * Hosts that routes in git claim for products and no cluster shows yet: what is merged is somebody's, though it is not applied. A
 * route is its own label's product, else its namespace's, as in a cluster.
 */
export function claimsInGit({
  desired,
  live,
  evidence: { ownership },
}: Planning): HostClaim[] {
  return [...desired].flatMap(([cluster, { tree, folder }]) => {
    const manifests = readManifests(tree, folder);
    return manifests.all
      .filter(({ object }) => !live.get(cluster)?.get(refOf(object)))
      .flatMap(({ object }) => {
        const hosts = hostsOf(object);
        if (!hosts.length) return [];
        const product =
          ownership.productOf(cluster, object) ??
          labelOfNamespace(object, manifests);
        return product
          ? hosts.map(host => ({
              cluster,
              host,
              product,
              source: { object: refOf(object), path: 'spec' },
            }))
          : [];
      });
  });
}

function hostsOf({ apiVersion, kind, spec }: KubernetesObject): string[] {
  const { hosts, gateways, hostnames, rules } = Object(spec);
  const [group] = apiVersion.split('/');
  const stated = () => {
    switch (`${group} ${kind}`) {
      case 'networking.istio.io VirtualService':
        // Of a sidecar alone it says nothing to clients outside.
        return list(gateways).some(name => name !== 'mesh') ? list(hosts) : [];
      case 'networking.k8s.io Ingress':
        return list(rules).map(rule => Object(rule).host);
      default:
        return group === 'gateway.networking.k8s.io' && kind.endsWith('Route')
          ? list(hostnames)
          : [];
    }
  };
  return stated().flatMap(host =>
    typeof host === 'string' ? normalHost(host) ?? [] : [],
  );
}

function labelOfNamespace(
  { metadata: { namespace = '' } }: KubernetesObject,
  { find }: Manifests,
): string | undefined {
  const [inGit] = find({ group: '', kind: 'Namespace', name: namespace });
  return inGit?.object.metadata.labels?.[PRODUCT_LABEL];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
