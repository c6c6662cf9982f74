import { KubernetesObject } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { ServingGateway } from '../create-gateway/servedToday';
import { bringSecret } from '../create-gateway/secrets';
import { observed } from '../observed';
import { conditionOf } from './copyIsLive';
import { listAt, recordAt } from './fields';
import { Site } from './Site';

/** A Secret that a gateway takes its certificate from, and the hosts that it shows it for. */
interface Needed {
  namespace: string;
  name: string;
  hosts: readonly string[];
}

/** That the gateway's certificates are in a cluster: by their Certificates, copied or there, else a person says so of the Secrets. */
export function certificatesAreThere(
  own: ServingGateway,
  site: Site,
  when: Condition['when'],
  copied: readonly KubernetesObject[] = [],
): Condition[] {
  const makers = [
    ...copied.filter(({ kind }) => kind === 'Certificate'),
    ...site.intended.list('cert-manager.io', 'Certificate'),
  ];
  return neededBy(own).map(needed => {
    const maker = makers.find(
      ({ metadata: { namespace }, spec }) =>
        namespace === needed.namespace &&
        recordAt(spec).secretName === needed.name,
    );
    return maker
      ? certificateIsReady(maker, needed, site, when)
      : secretIsThere(needed, site, when);
  });
}

function neededBy({ gateway, listeners }: ServingGateway): Needed[] {
  const all = listeners.flatMap(({ tls, hosts }) => {
    const names = hosts.map(({ host }) => host);
    const { namespace } = gateway;
    return [
      ...(tls?.credentialName
        ? [{ namespace, name: tls.credentialName, hosts: names }]
        : []),
      ...(tls?.certificates ?? []).map(ref => ({
        namespace: ref.namespace ?? namespace,
        name: ref.name,
        hosts: names,
      })),
    ];
  });
  return [
    ...Map.groupBy(
      all,
      ({ namespace, name }) => `${namespace}/${name}`,
    ).values(),
  ].map(same => ({ ...same[0], hosts: same.flatMap(({ hosts }) => hosts) }));
}

function certificateIsReady(
  certificate: KubernetesObject,
  { hosts }: Needed,
  site: Site,
  when: Condition['when'],
): Condition {
  const { namespace, name } = certificate.metadata;
  const ref = {
    group: 'cert-manager.io',
    kind: 'Certificate',
    namespace,
    name,
  };
  const covered = hosts.join(', ');
  const asked = {
    when,
    id: `certificate:${site.cluster}/${namespace}/${name}`,
    text: `Certificate ${namespace}/${name} is ready in cluster ${site.cluster} and covers ${covered}.`,
  };
  return observed(site, ref, asked, live => {
    const names = listAt(recordAt(live.spec).dnsNames).map(String);
    const uncovered = hosts.filter(
      host => !names.some(pattern => certifies(pattern, host)),
    );
    if (uncovered.length)
      return {
        state: 'unmet',
        evidence: `Its dnsNames lack ${uncovered.join(', ')}.`,
      };
    const ready = conditionOf(live, 'Ready');
    return {
      state: ready?.status === 'True' ? 'met' : 'unmet',
      evidence: ready?.message ?? 'Its issuer has not answered yet.',
    };
  });
}

/** In a certificate `*` stands for one label. */
function certifies(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return (
    pattern.startsWith('*.') &&
    host.slice(host.indexOf('.')) === pattern.slice(1)
  );
}

function secretIsThere(
  { namespace, name, hosts }: Needed,
  { cluster }: Site,
  when: Condition['when'],
): Condition {
  const text = `Secret ${namespace}/${name} must be in cluster ${cluster}, with a certificate for ${hosts.join(
    ', ',
  )}: without it the gateway opens its port, and every handshake fails. ${bringSecret}`;
  return {
    id: `secret:${cluster}/${namespace}/${name}`,
    when,
    text,
    state: 'unknown',
    evidence: 'The portal may not read Secrets, and none is ever copied.',
    question: `Is Secret ${namespace}/${name} in cluster ${cluster}?`,
  };
}
