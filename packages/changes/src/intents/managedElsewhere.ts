import { KubernetesObject } from '@product-gateways/mesh';
import { Refusal } from '../Refusal';
import { Manifests } from '../tree/manifests';

/**
 * Refuses to edit a route whose weights a progressive delivery writes: it would write over them, or have its own written over. Argo
 * Rollouts names its routes, a Canary of Flagger makes them.
 * See argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio and docs.flagger.app/usage/how-it-works.
 */
export function refuseManagedElsewhere(
  inGit: KubernetesObject,
  live: KubernetesObject | undefined,
  { all }: Manifests,
): void {
  const manager =
    [inGit, live].map(ownerOf).find(Boolean) ??
    all
      .map(({ object }) => object)
      .find(
        object => namesOf(object).includes(keyIn(inGit)) && object !== inGit,
      );
  if (!manager) return;
  const { kind, metadata } = inGit;
  throw new Refusal(
    'conflict',
    `${kind} ${metadata.namespace}/${metadata.name} is written by ${manager.kind} ${metadata.namespace}/${manager.metadata.name}, which moves its requests step by step. Let that finish and take the route out of its hands first.`,
  );
}

function ownerOf(object: KubernetesObject | undefined) {
  const owner = object?.metadata.ownerReferences?.find(
    ({ apiVersion }) =>
      apiVersion.startsWith('flagger.app/') ||
      apiVersion.startsWith('argoproj.io/'),
  );
  return owner && { kind: owner.kind, metadata: { name: owner.name } };
}

/** The routes that a Rollout or a Canary writes, in its own namespace. */
function namesOf({ apiVersion, kind, metadata, spec }: KubernetesObject) {
  const { strategy, service, targetRef } = Object(spec);
  const named = (namespace: unknown, route: string, name: unknown) =>
    typeof name === 'string'
      ? [`${route} ${namespace ?? ''}/${name.split('.')[0]}`]
      : [];
  if (kind === 'Canary' && apiVersion.startsWith('flagger.app/')) {
    const name = Object(service).name ?? Object(targetRef).name;
    return ['VirtualService', 'HTTPRoute'].flatMap(route =>
      named(metadata.namespace, route, name),
    );
  }
  if (kind !== 'Rollout') return [];
  const { istio, plugins } = Object(
    Object(Object(strategy).canary).trafficRouting,
  );
  const { virtualService, virtualServices } = Object(istio);
  const gatewayApi = Object(Object(plugins)['argoproj-labs/gatewayAPI']);
  return [
    ...[virtualService, ...listOf(virtualServices)].flatMap(each =>
      named(metadata.namespace, 'VirtualService', Object(each).name),
    ),
    ...[
      gatewayApi.httpRoute,
      ...listOf(gatewayApi.httpRoutes).map(each => Object(each).name),
    ].flatMap(name =>
      named(gatewayApi.namespace ?? metadata.namespace, 'HTTPRoute', name),
    ),
  ];
}

function keyIn({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
