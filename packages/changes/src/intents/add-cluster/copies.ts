import { KubernetesObject, PRODUCT_LABEL, refOf } from '@product-gateways/mesh';
import { FileEdit } from '../../ChangePlan';
import { isAsStated } from '../../drift';
import { fullGatewayName } from '../../istio';
import { Evidence } from '../../Planning';
import { Product } from '../../Product';
import { Refusal } from '../../Refusal';
import { Manifest } from '../../tree/readManifestFile';
import { bindings } from '../create-gateway/bindings';
import { filesFor, filesWith } from '../create-gateway/edits';
import { ServingGateway } from '../create-gateway/servedToday';
import { adapted } from './adapted';
import { listAt, recordAt } from './fields';
import { copyOf, gatewaysIn, hostsServed } from './ownGateway';
import { Site } from './Site';
import { Target } from './travelling';

/** What the copy takes in the other cluster's git. */
export interface Copies {
  edits: readonly FileEdit[];
  /** All objects of the copy, as they shall be. */
  objects: readonly KubernetesObject[];
  /** What is in git there already and says otherwise: it is kept. */
  kept: readonly Manifest[];
}

/**
 * A file for each part that the other cluster's git does not hold yet. Hosts that a gateway there serves today keep their routes: these
 * are bound to the copy in addition.
 */
export function copiesOf(
  parts: readonly Manifest[],
  own: ServingGateway,
  site: Site,
  target: Target,
): Copies {
  const served = servedThere(own, site);
  const objects = parts
    .map(({ object }) => adapted(object, target))
    .filter(object => !isServedRoute(object, served.hosts));
  const [inGit, absent] = partition(
    objects,
    object => site.manifests.find(refOf(object)).length > 0,
  );
  const kept = inGit.flatMap(object => {
    const [manifest] = site.manifests.find(refOf(object));
    return saysSame(object, manifest.object) ? [] : [manifest];
  });
  return {
    objects,
    kept,
    edits: [
      ...filesFor(
        absent.filter(object => !isThere(object, site)),
        site.manifests,
        site,
      ),
      ...filesWith(served.additions(target), site),
    ],
  };
}

/** Refused where a namespace there is not the product's. */
export function refuseForeignNamespaces(
  parts: readonly Manifest[],
  { name, title }: Product,
  { cluster, snapshot }: Site,
  { ownership, titleOf }: Evidence,
): void {
  const namespaces = parts.filter(({ object }) => object.kind === 'Namespace');
  for (const { object } of namespaces) {
    const ref = refOf(object);
    if (!snapshot.get(ref)) continue;
    const owner = ownership.productOfNamespace(cluster, ref.name);
    if (owner === name) continue;
    throw new Refusal(
      'conflict',
      owner
        ? `Namespace ${ref.name} in cluster ${cluster} belongs to ${titleOf(
            owner,
          )}, and ${title}'s gateway would go there.`
        : `Namespace ${ref.name} in cluster ${cluster} is nobody's. Label it "${PRODUCT_LABEL}: ${name}" first.`,
    );
  }
}

/** The hosts that another gateway there serves today, and what binds their routes to the copy too. */
function servedThere(own: ServingGateway, { intended, manifests }: Site) {
  const copied = copyOf(own, intended)?.gateway.id;
  const others = gatewaysIn(intended).filter(
    ({ gateway }) => gateway.id !== copied,
  );
  const wanted = hostsServed(own);
  const serving = others
    .map(other => {
      const there = new Set(hostsServed(other));
      return { other, hosts: wanted.filter(host => there.has(host)) };
    })
    .filter(({ hosts }) => hosts.length);
  return {
    hosts: new Set(serving.flatMap(({ hosts }) => hosts)),
    additions: (target: Target) =>
      serving.flatMap(({ other, hosts }) =>
        [...target.own].flatMap(name =>
          bindings(hosts, other, name, manifests),
        ),
      ),
  };
}

function isServedRoute(
  { kind, spec }: KubernetesObject,
  served: ReadonlySet<string>,
): boolean {
  if (kind !== 'VirtualService') return false;
  const hosts = listAt(recordAt(spec).hosts).map(String);
  return hosts.length > 0 && hosts.every(host => served.has(host));
}

/** A copy made by hand that says the same is taken into git; one that says otherwise stands in the way; a namespace stays as it is. */
function isThere(object: KubernetesObject, { cluster, snapshot }: Site) {
  const ref = refOf(object);
  const live = snapshot.get(ref);
  if (!live) return false;
  if (isNamespace(object)) return true;
  if (saysSame(object, live)) return false;
  throw new Refusal(
    'conflict',
    `${ref.kind} ${ref.namespace}/${ref.name} is live in cluster ${cluster} with other content than its original, and not in git there. Bring it into git, or remove it.`,
  );
}

function saysSame(object: KubernetesObject, there: KubernetesObject): boolean {
  const { metadata: _, ...content } = object;
  return isNamespace(object) || isAsStated(content, there);
}

const isNamespace = ({ kind }: KubernetesObject) => kind === 'Namespace';

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean) {
  return [items.filter(isFirst), items.filter(item => !isFirst(item))];
}

/** The names by which routes are bound to a gateway. */
export function gatewayNames({ gateway }: ServingGateway): Set<string> {
  return new Set(
    gateway.definedBy.map(({ namespace, name }) =>
      fullGatewayName(name, namespace),
    ),
  );
}
