import { KubernetesObject, ObjectRef, statusOf } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { GatewayDesign } from '../../objects/GatewayDesign';
import { Manifests } from '../../tree/manifests';
import { Found, observed } from '../observed';
import { Place } from './place';
import { bringSecret, makesSecret } from './secrets';

/** What must be true before the gateway is merged, and what will be once it works. */
export function conditionsFor(
  design: GatewayDesign,
  place: Place,
  manifests: Manifests,
): Condition[] {
  return [
    ...secretsOf(design).map(name => secretIsThere(name, place, manifests)),
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
  { cluster, namespace }: Place,
  { all }: Manifests,
): Condition {
  const maker = all.find(
    ({ object }) =>
      object.metadata.namespace === namespace && makesSecret(object, name),
  );
  const inGit = maker
    ? ` Git holds ${maker.object.kind} ${namespace}/${maker.object.metadata.name}, which makes it.`
    : '';
  const toDo = maker ? '' : ` ${bringSecret}`;
  return {
    id: `secret:${cluster}/${namespace}/${name}`,
    when: 'before-merge',
    text: `Secret ${name} must be in namespace ${namespace}: without it the gateway opens its port, and every handshake fails.${toDo}`,
    state: 'unknown',
    evidence: `The portal may not read Secrets.${inGit}`,
    question: `Is Secret ${namespace}/${name} in cluster ${cluster}?`,
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
  return whenMerged(design, place, deployment, 'is available', object => {
    const { readyReplicas = 0 } = statusOf<{ readyReplicas: number }>(object);
    return {
      state: readyReplicas > 0 ? 'met' : 'unmet',
      evidence: `${readyReplicas} pods are ready.`,
    };
  });
}

function serviceHasAddress(design: GatewayDesign, place: Place) {
  return whenMerged(design, place, service, 'has an address', object => {
    const { loadBalancer } = statusOf<{
      loadBalancer: { ingress?: { ip?: string; hostname?: string }[] };
    }>(object);
    const [first] = loadBalancer?.ingress ?? [];
    const address = first?.ip ?? first?.hostname;
    return {
      state: address ? 'met' : 'unmet',
      evidence: address ?? 'None yet.',
    };
  });
}

const deployment = { group: 'apps', kind: 'Deployment' };
const service = { group: '', kind: 'Service' };

function whenMerged(
  { name, namespace }: GatewayDesign,
  place: Place,
  kind: Pick<ObjectRef, 'group' | 'kind'>,
  what: string,
  look: (object: KubernetesObject) => Found,
): Condition {
  const text = `${kind.kind} ${namespace}/${name} ${what}.`;
  const id = `${kind.kind.toLowerCase()}:${place.cluster}/${namespace}/${name}`;
  const ref = { ...kind, namespace, name };
  return observed(place, ref, { when: 'after-merge', id, text }, look);
}
