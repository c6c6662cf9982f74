import { KubernetesObject, ObjectRef, refOf } from '@product-gateways/mesh';
import { Evidence } from '../../Planning';
import { Product } from '../../Product';
import { Refusal } from '../../Refusal';
import { Manifest } from '../../tree/readManifestFile';
import { ServingGateway } from '../create-gateway/servedToday';
import { attachedPolicies } from './attachedPolicies';
import {
  certificates,
  destinationRules,
  grants,
  routes,
} from './routesAndRules';
import { parameters, runs } from './runs';
import { Site } from './Site';

/**
 * What git holds of a gateway, in an order in which each finds what it needs: its namespaces, what runs it, certificates, what it does
 * on the way to services, policies, and last its Gateways and routes. Refused where a part of it is live and not in git.
 */
export function partsOf(
  own: ServingGateway,
  site: Site,
  { name }: Product,
  { ownership }: Evidence,
): Manifest[] {
  const isOurs = (object: KubernetesObject) =>
    ownership.productOf(site.cluster, object) === name;
  const { installer, refs: running } = runs(own, site);
  const refs = [
    ...running,
    ...certificates(own, site),
    ...destinationRules(own, site).filter(isOurs).map(refOf),
    ...attachedPolicies(own.gateway, site.intended),
    ...own.gateway.definedBy,
    ...parameters(own, site),
    ...grants(own, site).filter(isOurs).map(refOf),
    ...routes(own),
  ];
  const parts = [...installer, ...theOnesIn(site, refs)];
  const namespaces = parts.flatMap(({ object }) => namespaceOf(object));
  return [
    ...new Set([
      ...namespaces.flatMap(ref => site.manifests.find(ref).slice(0, 1)),
      ...parts,
    ]),
  ];
}

function theOnesIn(
  { cluster, intended, manifests }: Site,
  refs: readonly ObjectRef[],
): Manifest[] {
  const unwritten: string[] = [];
  const found = refs.flatMap(ref => {
    const [manifest] = manifests.find(ref);
    if (manifest) return [manifest];
    const object = intended.get(ref);
    // What a controller made in one cluster, it makes in the other.
    if (object && !object.metadata.ownerReferences?.length)
      unwritten.push(`${ref.kind} ${ref.namespace}/${ref.name}`);
    return [];
  });
  if (!unwritten.length) return found;
  throw new Refusal(
    'conflict',
    `Live in cluster ${cluster}, but not in git: ${unwritten.join(
      ', ',
    )}. What is not written down cannot be copied: bring it into git first.`,
  );
}

function namespaceOf({ metadata: { namespace } }: KubernetesObject) {
  return namespace ? [{ group: '', kind: 'Namespace', name: namespace }] : [];
}
