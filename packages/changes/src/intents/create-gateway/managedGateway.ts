import {
  covers,
  KubernetesObject,
  ObjectRef,
  refOf,
  statusOf,
} from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { gatewayNameOf } from '../../names';
import { Listener, managedGatewayObjects } from '../../objects/managedGateway';
import { Refusal } from '../../Refusal';
import { ListAddition } from '../../tree/appendToLists';
import { Manifest } from '../../tree/readManifestFile';
import { theOneIn } from '../../tree/theOneIn';
import { observed } from '../observed';
import { answeringRoutes } from './answeringRoutes';
import { secretIsThere } from './conditions';
import { Insertion, InsertionRequest } from './Insertion';

const gatewayApi = 'gateway.networking.k8s.io';

/** A Gateway of Gateway API that istiod makes a Deployment and a Service for, and routes whose parent it becomes too. */
export function managedGateway(request: InsertionRequest): Insertion {
  const { intent, place, shared, before, manifests, platform } = request;
  const name = gatewayNameOf(intent.product.name);
  const { namespace } = place;
  const gateway = { group: gatewayApi, kind: 'Gateway', namespace, name };
  const parents = shared.gateway.definedBy
    .filter(ref => ref.group === gatewayApi && ref.kind === 'Gateway')
    .flatMap(ref => before.get(ref) ?? []);
  const sections = parents.flatMap(parent => sectionsFor(intent.hosts, parent));
  const routes = routesOf(request).map(ref => theOneIn(manifests, ref));
  const additions = routes.flatMap(route =>
    parentsAdded(route, sections, gateway),
  );
  const [first] = parents;
  const listeners = sections.map(({ listener }) => listener);
  return {
    gateway,
    objects: managedGatewayObjects({
      name,
      namespace,
      product: intent.product.name,
      gatewayClass: String(Object(first?.spec).gatewayClassName),
      revision: platform.gateways.revision ?? shared.gateway.revision,
      replicas: platform.gateways.replicas,
      serviceAnnotations: platform.gateways.serviceAnnotations,
      listeners,
      routesIn: [
        ...new Set(routes.map(({ object }) => object.metadata.namespace ?? '')),
      ],
    }),
    made: [],
    additions,
    conditions: [
      ...secretsOf(listeners).map(secret =>
        secretIsThere(secret, place, manifests),
      ),
      isProgrammed(gateway, request),
    ],
  };
}

/** A listener of the new gateway, and the one of the shared gateway that it is made from. */
interface Section {
  of: { parent: ObjectRef; name: string };
  listener: Listener;
}

/** One listener for each host: of several hosts under one listener the second and later get a number to their name. */
function sectionsFor(
  hosts: readonly string[],
  parent: KubernetesObject,
): Section[] {
  const { listeners } = Object(parent.spec);
  const all: readonly Listener[] = Array.isArray(listeners) ? listeners : [];
  return all.flatMap(listener =>
    hosts
      .filter(host => covers(listener.hostname ?? '*', host))
      .map((host, index) => ({
        of: { parent: refOf(parent), name: listener.name },
        listener: {
          ...listener,
          name: index ? `${listener.name}-${index + 1}` : listener.name,
          hostname: host,
        },
      })),
  );
}

/** The routes that answer for the hosts on the shared gateway. */
function routesOf({ intent, shared }: InsertionRequest): ObjectRef[] {
  const refs = answeringRoutes(intent.hosts, shared.listeners);
  const other = refs.find(({ group }) => group !== gatewayApi);
  if (other)
    throw new Refusal(
      'conflict',
      `${other.kind} ${other.namespace}/${
        other.name
      } answers for ${intent.hosts.join(
        ', ',
      )} today, and only routes of Gateway API can have a Gateway of Gateway API as their parent. Choose another installer.`,
    );
  return refs;
}

/** As often as the route names the shared gateway, it names the new one. */
function parentsAdded(
  manifest: Manifest,
  sections: readonly Section[],
  gateway: ObjectRef,
): ListAddition[] {
  const { metadata, spec } = manifest.object;
  const { parentRefs } = Object(spec);
  const stated: readonly Record<string, unknown>[] = Array.isArray(parentRefs)
    ? parentRefs
    : [];
  const isParent = (
    ref: Record<string, unknown>,
    { namespace, name }: ObjectRef,
  ) => ref.name === name && (ref.namespace ?? metadata.namespace) === namespace;
  if (stated.some(ref => isParent(ref, gateway))) return [];
  return stated.flatMap(ref =>
    sections
      .filter(
        ({ of }) =>
          isParent(ref, of.parent) &&
          (ref.sectionName === undefined || ref.sectionName === of.name),
      )
      .filter((_, index) => ref.sectionName !== undefined || index === 0)
      .map(({ listener }) => ({
        manifest,
        path: ['spec', 'parentRefs'],
        value: {
          ...ref,
          namespace: gateway.namespace,
          name: gateway.name,
          ...(ref.sectionName === undefined
            ? {}
            : { sectionName: listener.name }),
        },
      })),
  );
}

function secretsOf(listeners: readonly Listener[]): string[] {
  const refs = listeners.flatMap(({ tls }) => tls?.certificateRefs ?? []);
  return [...new Set(refs.map(({ name }) => name))];
}

function isProgrammed(
  gateway: ObjectRef,
  { place }: InsertionRequest,
): Condition {
  const name = `${gateway.namespace}/${gateway.name}`;
  const asked = {
    when: 'after-merge' as const,
    id: `programmed:${place.cluster}/${name}`,
    text: `Gateway ${name} is Programmed and has an address.`,
  };
  return observed(place, gateway, asked, object => {
    const { conditions = [], addresses = [] } = statusOf<{
      conditions: { type: string; status: string; message?: string }[];
      addresses: { value: string }[];
    }>(object);
    const programmed = conditions.find(({ type }) => type === 'Programmed');
    const [address] = addresses;
    return programmed?.status === 'True' && address
      ? { state: 'met', evidence: address.value }
      : { state: 'unmet', evidence: programmed?.message ?? 'Not yet.' };
  });
}
