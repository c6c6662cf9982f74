import { KubernetesObject, ObjectRef, refOf } from '@product-gateways/mesh';
import { ServingGateway } from '../create-gateway/servedToday';
import { listAt, recordAt } from './fields';
import { Site } from './Site';

/** The Deployment and what it needs; or, where a chart makes these, the object that asks for the chart. */
export function runs(
  { gateway }: ServingGateway,
  { intended, manifests }: Site,
) {
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

/** What a managed Gateway's `infrastructure.parametersRef` names: istiod makes the autoscaler and the budget from it. */
export function parameters({ gateway }: ServingGateway, { intended }: Site) {
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
