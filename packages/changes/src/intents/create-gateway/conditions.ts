import { KubernetesObject, ObjectRef, statusOf } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { GatewayDesign } from '../../objects/GatewayDesign';
import { Manifests } from '../../tree/manifests';
import { Place } from './place';
import { makesSecret } from './secrets';

/** What must be true before the gateway is merged, and what will be once it works. */
export function conditionsFor(
  design: GatewayDesign,
  place: Place,
  manifests: Manifests,
): Condition[] {
  return [
    ...secretsOf(design).map(name =>
      secretIsThere(name, design.namespace, manifests),
    ),
    ...injectionIsAllowed(place),
    deploymentIsAvailable(design, place),
    serviceHasAddress(design, place),
  ];
}

/** Names of the Secrets that the proxy will look for in its own namespace. */
function secretsOf({ servers }: GatewayDesign): string[] {
  const names = servers.flatMap(({ tls }) => [
    tls?.credentialName,
    ...(Array.isArray(tls?.credentialNames) ? tls.credentialNames : []),
  ]);
  return [...new Set(names.filter(name => typeof name === 'string'))];
}

/** The portal reads no Secrets, so this is never known, only hinted at by what makes Secrets. */
export function secretIsThere(
  name: string,
  namespace: string,
  { all }: Manifests,
): Condition {
  const maker = all.find(
    ({ object }) =>
      object.metadata.namespace === namespace && makesSecret(object, name),
  );
  const inGit = maker
    ? ` Git holds ${maker.object.kind} ${namespace}/${maker.object.metadata.name}, which makes it.`
    : '';
  return {
    when: 'before-merge',
    text: `Secret ${name} must be in namespace ${namespace}: without it the gateway opens its port, and every handshake fails.`,
    state: 'unknown',
    evidence: `The portal may not read Secrets.${inGit}`,
  };
}

function injectionIsAllowed({ namespace, snapshot }: Place): Condition[] {
  const object = snapshot.get({
    group: '',
    kind: 'Namespace',
    name: namespace,
  });
  if (object?.metadata.labels?.['istio-injection'] !== 'disabled') return [];
  return [
    {
      when: 'before-merge',
      text: `Namespace ${namespace} must allow injection: istiod fills the proxy in.`,
      state: 'unmet',
      evidence: 'It carries the label "istio-injection: disabled".',
    },
  ];
}

function deploymentIsAvailable(design: GatewayDesign, place: Place) {
  const ref = { group: 'apps', kind: 'Deployment' };
  return observed(design, place, ref, 'is available', deployment => {
    const { readyReplicas = 0 } = statusOf<{ readyReplicas: number }>(
      deployment,
    );
    return {
      met: readyReplicas > 0,
      evidence: `${readyReplicas} pods are ready.`,
    };
  });
}

function serviceHasAddress(design: GatewayDesign, place: Place) {
  const ref = { group: '', kind: 'Service' };
  return observed(design, place, ref, 'has an address', service => {
    const { loadBalancer } = statusOf<{
      loadBalancer: { ingress?: { ip?: string; hostname?: string }[] };
    }>(service);
    const [first] = loadBalancer?.ingress ?? [];
    const address = first?.ip ?? first?.hostname;
    return { met: Boolean(address), evidence: address ?? 'None yet.' };
  });
}

function observed(
  { name, namespace }: GatewayDesign,
  { snapshot, state }: Place,
  { group, kind }: Pick<ObjectRef, 'group' | 'kind'>,
  what: string,
  look: (object: KubernetesObject) => { met: boolean; evidence: string },
): Condition {
  const when = 'after-merge';
  const text = `${kind} ${namespace}/${name} ${what}.`;
  const isSeen = !snapshot.unseen.some(
    unseen => unseen.group === group && unseen.kind === kind,
  );
  if (!isSeen || state.state === 'stale')
    return {
      when,
      text,
      state: 'unknown',
      evidence: `${kind}s of the cluster are not seen now.`,
    };

  const object = snapshot.get({ group, kind, namespace, name });
  if (!object)
    return { when, text, state: 'unmet', evidence: 'It is not there yet.' };
  const { met, evidence } = look(object);
  return { when, text, state: met ? 'met' : 'unmet', evidence };
}
