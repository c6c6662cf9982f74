import {
  keyOf,
  KubernetesObject,
  ObjectRef,
  refOf,
} from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { Refusal } from '../../Refusal';
import { Manifest } from '../../tree/readManifestFile';
import { ServingGateway } from '../create-gateway/servedToday';
import { attachedPolicies } from './attachedPolicies';
import { destinationsOf } from './destinations';
import { listAt, recordAt } from './fields';
import { Site } from './Site';

/**
 * What git holds of a gateway, in an order in which each finds what it needs: its namespaces, what runs it, certificates, what it does
 * on the way to services, policies, and last its Gateways and routes. Refused where a part of it is live and not in git.
 */
export function partsOf(own: ServingGateway, site: Site): Manifest[] {
  const { installer, refs: running } = runs(own, site);
  const refs = [
    ...running,
    ...certificates(own, site),
    ...destinationRules(own, site),
    ...attachedPolicies(own.gateway, site.intended),
    ...own.gateway.definedBy,
    ...parameters(own, site),
    ...grants(own, site),
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

/** The Deployment and what it needs; or, where a chart makes these, the object that asks for the chart. */
function runs({ gateway }: ServingGateway, { intended, manifests }: Site) {
  const { namespace, workload, services, podLabels } = gateway;
  const installer = manifests.all.filter(({ object }) =>
    installs(object, workload),
  );
  if (installer.length) return { installer, refs: [] };

  const account = recordAt(
    intended.get(workload)?.spec,
    'template',
    'spec',
  ).serviceAccountName;
  const inNamespace = manifests.all
    .map(({ object }) => object)
    .filter(({ metadata }) => metadata.namespace === namespace);
  const bindings = inNamespace.filter(
    ({ kind, subjects }) =>
      kind === 'RoleBinding' &&
      listAt(subjects).some(subject => Object(subject).name === account),
  );
  const roles = bindings.map(({ roleRef }) => Object(roleRef).name);
  const scaled = intended
    .inNamespace('autoscaling', 'HorizontalPodAutoscaler', namespace)
    .filter(
      ({ spec }) => recordAt(spec, 'scaleTargetRef').name === workload.name,
    );
  const budgets = intended
    .inNamespace('policy', 'PodDisruptionBudget', namespace)
    .filter(({ spec }) => {
      const wanted = Object.entries(recordAt(spec, 'selector', 'matchLabels'));
      return (
        wanted.length > 0 &&
        wanted.every(([key, value]) => podLabels[key] === value)
      );
    });
  const accounts = inNamespace.filter(
    ({ kind, metadata: { name } }) =>
      (kind === 'ServiceAccount' && name === account) ||
      (kind === 'Role' && roles.includes(name)),
  );
  return {
    installer,
    refs: [
      ...[...accounts, ...bindings].map(refOf),
      workload,
      ...services.map(({ ref }) => ref),
      ...[...scaled, ...budgets].map(refOf),
    ],
  };
}

/** What asks an agent for a chart. */
export function isInstaller({ kind }: KubernetesObject): boolean {
  return kind === 'HelmRelease' || kind === 'Application';
}

/** An Argo CD Application or a Flux HelmRelease whose release is the gateway's. */
function installs(
  { kind, metadata, spec }: KubernetesObject,
  { namespace, name }: ObjectRef,
): boolean {
  const { releaseName = metadata.name, targetNamespace = metadata.namespace } =
    recordAt(spec);
  switch (kind) {
    case 'HelmRelease':
      return releaseName === name && targetNamespace === namespace;
    case 'Application':
      return (
        (recordAt(spec, 'source', 'helm').releaseName ?? metadata.name) ===
          name && recordAt(spec, 'destination').namespace === namespace
      );
    default:
      return false;
  }
}

/** The Certificates that make the Secrets of its listeners. Secrets themselves are never copied. */
function certificates(
  { gateway: { namespace }, listeners }: ServingGateway,
  { intended }: Site,
): ObjectRef[] {
  const secrets = new Set(
    listeners.flatMap(({ tls }) => [
      `${namespace}/${tls?.credentialName}`,
      ...(tls?.certificates ?? []).map(ref => `${ref.namespace}/${ref.name}`),
    ]),
  );
  return intended
    .list('cert-manager.io', 'Certificate')
    .filter(({ metadata, spec }) =>
      secrets.has(`${metadata.namespace}/${recordAt(spec).secretName}`),
    )
    .map(refOf);
}

/** Those that the gateway sees: of its own namespace, and of its services'. */
function destinationRules(own: ServingGateway, { intended }: Site) {
  const services = destinationsOf(own).flatMap(({ service }) => service ?? []);
  return services.flatMap(({ name, namespace = '' }) => {
    const full = `${name}.${namespace}.svc.cluster.local`;
    return [...new Set([own.gateway.namespace, namespace])]
      .flatMap(where =>
        intended.inNamespace(istioNetworking, 'DestinationRule', where),
      )
      .filter(({ metadata, spec }) => {
        const { host } = recordAt(spec);
        return (
          host === full ||
          (host === name && metadata.namespace === namespace) ||
          host === `${name}.${namespace}`
        );
      })
      .map(refOf);
  });
}

/** What a managed Gateway's `infrastructure.parametersRef` names: istiod makes the autoscaler and the budget from it. */
function parameters({ gateway }: ServingGateway, { intended }: Site) {
  return gateway.definedBy.flatMap(ref => {
    const { kind, name } = recordAt(
      intended.get(ref)?.spec,
      'infrastructure',
      'parametersRef',
    );
    return kind === 'ConfigMap' && typeof name === 'string'
      ? [{ group: '', kind, namespace: ref.namespace, name }]
      : [];
  });
}

/** Gateway API asks the namespace of a service or a Secret whether others may lead to it. */
function grants(own: ServingGateway, { intended }: Site): ObjectRef[] {
  const targets = destinationsOf(own).map(({ service }) => service?.namespace);
  const askers = new Set(routes(own).map(({ namespace }) => namespace));
  return [...new Set(targets)]
    .flatMap(namespace =>
      intended.inNamespace(
        'gateway.networking.k8s.io',
        'ReferenceGrant',
        namespace ?? '',
      ),
    )
    .filter(({ spec }) =>
      listAt(recordAt(spec).from).some(from =>
        askers.has(Object(from).namespace),
      ),
    )
    .map(refOf);
}

/** The objects that routes are written in: delegates, and the roots that bring them in. */
function routes({ listeners }: ServingGateway): ObjectRef[] {
  const refs = listeners.flatMap(({ virtualHosts, connections }) => [
    ...virtualHosts.flatMap(host =>
      host.routes.flatMap(route => [route.source.object, route.decidedBy]),
    ),
    ...connections.map(({ source }) => source.object),
  ]);
  return [...new Map(refs.map(ref => [keyOf(ref), ref])).values()];
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
