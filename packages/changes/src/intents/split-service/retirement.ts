import {
  keyOf,
  KubernetesObject,
  refOf,
  Snapshot,
  specOf,
} from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { overlay } from '../../overlay';
import { Planning } from '../../Planning';
import { ManifestEdit } from '../../tree/fileEdits';
import { Manifests, readManifests } from '../../tree/manifests';
import { theOneIn } from '../../tree/theOneIn';
import { seen } from '../observed';
import { PlannedCluster } from '../plannedCluster';
import { leadingKinds, leadingTo } from './leadingTo';
import { refOfService } from './services';
import { nameOf, ServiceRef } from './Split';

/**
 * What of git goes with a Service that nothing leads to: it, the DestinationRules for it in its own namespace, and its Deployment where
 * no other Service selects its pods.
 */
export function retired(
  service: ServiceRef,
  wanted: Snapshot,
  manifests: Manifests,
): ManifestEdit[] {
  const own = theOneIn(manifests, refOfService(service));
  const rules = leadingTo(service, wanted)
    .filter(object => goesWith(object, service))
    .flatMap(object => manifests.find(refOf(object)));
  const deployments = workloadsOf(own.object, wanted).flatMap(object =>
    manifests.find(refOf(object)),
  );
  return [...rules, own, ...deployments].map(manifest => ({ manifest }));
}

/** Before a Service goes: nothing may lead to it, in git or in any cluster that has no such Service of its own. */
export function nothingLeadsTo(
  service: ServiceRef,
  place: PlannedCluster,
  { live, desired }: Planning,
): Condition[] {
  const leading = [...live].flatMap(([cluster, snapshot]) => {
    const isHere = cluster === place.cluster;
    if (!isHere && snapshot.get(refOfService(service))) return [];
    const inGit = desired.get(cluster);
    const stated = inGit
      ? readManifests(inGit.tree, inGit.folder).all.map(({ object }) => object)
      : [];
    const sides = [snapshot, overlay(snapshot, stated)];
    const found = sides.flatMap(side => leadingTo(service, side));
    return [
      ...new Map(found.map(object => [keyOf(refOf(object)), object])).values(),
    ]
      .filter(object => !isHere || !goesWith(object, service))
      .map(
        ({ kind, metadata }) =>
          `${kind} ${metadata.namespace}/${metadata.name} in cluster ${cluster}`,
      );
  });
  const name = nameOf(service);
  const nothing = {
    id: `unused:${place.cluster}/${name}`,
    when: 'before-open' as const,
    text: `Nothing leads to Service ${name} any more, in git or in any cluster.`,
  };
  return [
    seen(place, leadingKinds.slice(0, 2), nothing, () =>
      leading.length
        ? {
            state: 'unmet',
            evidence: `${leading.slice(0, 5).join(', ')}${
              leading.length > 5 ? ` and ${leading.length - 5} more` : ''
            } name it. Lead them elsewhere first.`,
          }
        : { state: 'met', evidence: 'No route, rule or entry names it.' },
    ),
    {
      id: `uncalled:${place.cluster}/${name}`,
      when: 'before-open',
      text: `Nobody calls ${name} by its own name.`,
      state: 'unknown',
      evidence:
        'The portal does not see who calls a Service inside the cluster.',
      question: `Does nobody call ${service.name}.${service.namespace}.svc.cluster.local in cluster ${place.cluster} any more? Its metrics tell: istio_requests_total with destination_service.`,
    },
  ];
}

function goesWith(object: KubernetesObject, { namespace }: ServiceRef) {
  return (
    object.kind === 'DestinationRule' && object.metadata.namespace === namespace
  );
}

/** Deployments whose pods this Service alone selects. */
function workloadsOf(
  service: KubernetesObject,
  wanted: Snapshot,
): KubernetesObject[] {
  const { namespace = '' } = service.metadata;
  const others = wanted
    .inNamespace('', 'Service', namespace)
    .filter(({ metadata }) => metadata.name !== service.metadata.name);
  return wanted
    .inNamespace('apps', 'Deployment', namespace)
    .filter(deployment => selects(service, deployment))
    .filter(deployment => !others.some(other => selects(other, deployment)));
}

function selects(service: KubernetesObject, deployment: KubernetesObject) {
  const { selector = {} } = specOf<{ selector: Record<string, string> }>(
    service,
  );
  const labels = Object(
    Object(Object(Object(deployment.spec).template).metadata).labels,
  );
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 &&
    wanted.every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    )
  );
}
