import { keyOf, refOf } from '@product-gateways/mesh';
import { knownOnlyInPart } from '../create-gateway/warnings';
import { policiesForAll } from './attachedPolicies';
import { listAt, recordAt } from './fields';
import { Way } from './Way';

/** What a reviewer should know, and what is no reason to refuse. */
export function warningsFor(way: Way): string[] {
  const { sites, planning, copies, to } = way;
  return [
    ...sites.flatMap(site => knownOnlyInPart(site, planning.evidence)),
    ...copies.kept.map(
      ({ file, object: { kind, metadata } }) =>
        `${kind} ${metadata.namespace}/${metadata.name} is in git of cluster ${to.cluster} already (${file}) and says otherwise than its original. It is kept.`,
    ),
    ...(way.copy
      ? []
      : [
          `What the copy will answer can be compared with the original only when it is live in cluster ${to.cluster}.`,
        ]),
    ...policiesLeftBehind(way),
    ...namesLeftBehind(way),
    ...timeouts(way),
    ...hiddenFrom(way),
  ];
}

function policiesLeftBehind({ own, from, to }: Way): string[] {
  const there = new Set(
    policiesForAll(own.gateway, to.intended).map(ref => keyOf(ref)),
  );
  return policiesForAll(own.gateway, from.intended)
    .filter(ref => !there.has(keyOf(ref)))
    .map(
      ({ kind, namespace, name }) =>
        `${kind} ${namespace}/${name} holds for all of its namespace in cluster ${from.cluster}, the gateway included, and is not in cluster ${to.cluster}. It would hold for other workloads there too, so it is not copied.`,
    );
}

function namesLeftBehind({ parts, from, to }: Way): string[] {
  const objects = parts.map(({ object }) => object);
  const named = objects.filter(({ metadata: { annotations = {} } }) =>
    Object.keys(annotations).some(key =>
      key.startsWith('external-dns.alpha.kubernetes.io/'),
    ),
  );
  return named.map(
    ({ kind, metadata }) =>
      `${kind} ${metadata.namespace}/${metadata.name} has a name in DNS by an annotation in cluster ${from.cluster}. It is not copied: clients outside the mesh stay with ${from.cluster} until DNS names ${to.cluster} too.`,
  );
}

function timeouts({ joints: [joint], from }: Way): string[] {
  const { timeout } = joint.design(from);
  return timeout
    ? []
    : [
        'Some routes state no timeout, so a gateway that takes requests and never answers is not left by those it keeps. State timeouts at the routes.',
      ];
}

/** Callers whose Sidecar names what they may see. */
function hiddenFrom({ sites, own, joints }: Way): string[] {
  const hosts = joints.map(({ host }) => host);
  return sites.flatMap(({ cluster, intended }) => {
    const narrow = intended
      .list('networking.istio.io', 'Sidecar')
      .filter(({ spec }) => {
        const stated = listAt(recordAt(spec).egress)
          .flatMap(egress => listAt(recordAt(egress).hosts))
          .map(String);
        const seen = ['*', own.gateway.namespace].flatMap(namespace =>
          ['*', ...hosts].map(host => `${namespace}/${host}`),
        );
        return stated.length > 0 && !stated.some(host => seen.includes(host));
      });
    return narrow.map(object => {
      const { namespace, name } = refOf(object);
      return `Sidecar ${namespace}/${name} in cluster ${cluster} hides ${hosts.join(
        ', ',
      )} from its workloads. Add ${own.gateway.namespace}/${
        hosts[0]
      } to its egress hosts if they call it.`;
    });
  });
}
