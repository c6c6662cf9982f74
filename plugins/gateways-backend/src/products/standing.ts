import { keyOf, ObjectRef, Ownership } from '@product-gateways/mesh';
import { Naming, together } from './Naming';
import { ProductView, ServingGateway } from './ProductView';
import { ClusterVisibility, hiddenKinds, mayHide } from './Visibility';

/** Where a product is on its way, in words, with what it was read from. */
export interface Standing {
  stage: Stage;
  headline: string;
  sharedWith: readonly string[];
  evidence: readonly Evidence[];
}

/** `ingress-only`: served by an Ingress that Istio does not serve. `none` is said only when everything was seen. */
export type Stage =
  | 'unknown'
  | 'none'
  | 'ingress-only'
  | 'shared'
  | 'own-gateway';

export interface Evidence {
  text: string;
  cluster?: string;
  objects: readonly ObjectRef[];
}

interface Facts {
  view: ProductView;
  clusters: readonly ClusterVisibility[];
  ownership: Ownership;
  naming: Naming;
}

export function standingOf(facts: Facts): Standing {
  const { view, naming } = facts;
  const stage = stageOf(facts);
  const sharedWith = [
    ...new Set(view.gateways.flatMap(gateway => gateway.sharedWith)),
  ].sort();
  return {
    stage,
    headline: headlineOf(stage, sharedWith, naming.title(view.product), naming),
    sharedWith,
    evidence: [
      ...unansweredEvidence(facts),
      ...serving(view).map(gateway => evidenceOf(gateway, facts)),
      ...unseenEvidence(facts),
    ],
  };
}

/** The gateways that bring requests to the product; its own ones without a host are not a standing yet. */
export function serving(view: ProductView): readonly ServingGateway[] {
  return view.gateways.filter(({ hosts }) => hosts.length > 0);
}

/** Those of the product's own that bring requests to it. */
export function ownGateways(view: ProductView): readonly ServingGateway[] {
  return serving(view).filter(
    ({ ownership, workload }) =>
      ownership === 'own' && workload.controller !== 'ingress',
  );
}

function stageOf({ view, clusters }: Facts): Stage {
  const gateways = serving(view);
  const meshed = gateways.filter(
    ({ workload }) => workload.controller !== 'ingress',
  );
  if (meshed.some(({ ownership }) => ownership === 'own')) return 'own-gateway';
  if (meshed.some(({ ownership }) => ownership === 'shared')) return 'shared';
  if (meshed.length > 0 || clusters.some(mayHide)) return 'unknown';
  return gateways.length > 0 ? 'ingress-only' : 'none';
}

function headlineOf(
  stage: Stage,
  sharedWith: readonly string[],
  title: string,
  naming: Naming,
): string {
  switch (stage) {
    case 'own-gateway':
      return sharedWith.length > 0
        ? `${title} has a gateway of its own; a gateway shared with ${together(
            sharedWith,
            naming,
          )} serves it too`
        : `${title} has a gateway of its own`;
    case 'shared':
      return sharedWith.length > 0
        ? `${title} shares its gateway with ${together(sharedWith, naming)}`
        : `${title} is served by a gateway that is not its own`;
    case 'ingress-only':
      return `${title} is served by an Ingress, outside the mesh`;
    case 'unknown':
      return `Where ${title} stands cannot be said: not everything could be seen`;
    default:
      return `No gateway serves ${title}`;
  }
}

function evidenceOf(gateway: ServingGateway, facts: Facts): Evidence {
  const { workload, hosts, definedBy } = gateway;
  const { cluster, workload: ref } = workload;
  const served = `${list(hosts)} ${hosts.length > 1 ? 'are' : 'is'} served`;
  const objects = new Map([ref, ...definedBy].map(each => [keyOf(each), each]));
  return {
    cluster,
    text: `${served} by ${nameOf(ref)} in ${cluster}, which ${relationOf(
      gateway,
      facts,
    )}.`,
    objects: [...objects.values()],
  };
}

/** Pods that are not seen are not none, and what stands for a gateway that nothing is seen to run says nothing of its pods. */
function unansweredEvidence({ view, clusters }: Facts): Evidence[] {
  const showingPods = clusters
    .filter(
      ({ state, missing }) =>
        ['live', 'partial'].includes(state) &&
        !missing.some(({ kind }) => kind === 'pods'),
    )
    .map(({ name }) => name);
  return serving(view)
    .filter(
      ({ workload: { cluster, workload, replicas } }) =>
        showingPods.includes(cluster) &&
        workload.group === 'apps' &&
        replicas.ready === 0,
    )
    .map(({ hosts, workload: { cluster, workload } }) => ({
      cluster,
      text: `${nameOf(
        workload,
      )} in ${cluster} has no ready replica: requests to ${list(hosts)} fail.`,
      objects: [workload],
    }));
}

function relationOf(
  { workload, hosts, allHosts, ownership }: ServingGateway,
  { view, ownership: owners, naming }: Facts,
): string {
  const title = naming.title(view.product);
  if (workload.controller === 'ingress') return 'is not a part of the mesh';
  if (ownership === 'own') return `belongs to ${title} and serves nobody else`;

  const others = allHosts.filter(host => !hosts.includes(host));
  return others.length > 0
    ? `also serves ${hostsOfOthers(others, owners, naming)}`
    : `serves nobody else today, but does not belong to ${title}`;
}

function nameOf({ kind, namespace, name }: ObjectRef): string {
  return namespace ? `${namespace}/${name}` : `the ${kind} ${name}`;
}

/** `analytics.my-company.io (Analytics)`; a host of somebody whom the asker must not know of is not named either. */
function hostsOfOthers(
  hosts: readonly string[],
  ownership: Ownership,
  naming: Naming,
): string {
  const said = hosts.map(host => {
    const { product, disputed } = ownership.ownerOfHost(host);
    const owners = product ? [product] : disputed;
    if (owners.length === 0) return 'a host of no known product';
    return owners.every(naming.mayRead)
      ? `${host} (${together(owners, naming)})`
      : 'hosts of another product';
  });
  return list([...new Set(said)]);
}

function unseenEvidence({ clusters }: Facts): Evidence[] {
  return clusters.filter(mayHide).map(cluster => {
    const { name, title, state, message } = cluster;
    const kinds = hiddenKinds(cluster);
    const why =
      kinds.length > 0 ? `${list(kinds)} cannot be read` : message ?? state;
    return {
      cluster: name,
      objects: [],
      text: `${title} may hold more than is shown: ${why}.`,
    };
  });
}

function list(words: readonly string[]): string {
  const rest = [...words];
  const last = rest.pop() ?? '';
  return rest.length > 0 ? `${rest.join(', ')} and ${last}` : last;
}
