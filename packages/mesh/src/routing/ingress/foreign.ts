import { KubernetesObject, ObjectRef, Problem, refOf } from '../../resources';
import { memoised, Snapshot } from '../../snapshot';
import { byAge, aged } from '../age';
import { destinationsOf } from '../destinations';
import { records, specOf, text, texts } from '../fields';
import { addressesOf } from '../gatewayServices';
import { bySpecificity } from '../hosts';
import {
  GatewayWorkload,
  Listener,
  ListenerHost,
  Route,
  VirtualHost,
} from '../model';
import { registryOf } from '../services';
import { classOf } from './classes';
import { byPrecedence, IngressPath, pathsOf } from './paths';

/** An ingress controller that is not Istio, as its Ingresses state it: how the controller itself reads them is not known here. */
export interface ForeignIngress {
  readonly gateway: Omit<GatewayWorkload, 'cluster' | 'problems'>;
  readonly listeners: readonly Listener[];
  readonly problems: readonly Problem[];
}

/** One for each class. Nothing names the pods that serve a class, so the class stands for them and for their Service. */
export const foreignIngresses: (
  snapshot: Snapshot,
) => readonly ForeignIngress[] = memoised(snapshot => {
  const classes = new Map<string, KubernetesObject[]>();
  for (const ingress of snapshot.list('networking.k8s.io', 'Ingress')) {
    const found = classOf(snapshot, ingress);
    if (found && !found.istio)
      classes.set(found.name, [...(classes.get(found.name) ?? []), ingress]);
  }
  return [...classes].map(([name, ingresses]) =>
    foreignIngress(
      snapshot,
      name,
      ingresses.sort((a, b) => byAge(aged(a), aged(b))),
    ),
  );
});

function foreignIngress(
  snapshot: Snapshot,
  name: string,
  ingresses: readonly KubernetesObject[],
): ForeignIngress {
  const ref: ObjectRef = {
    group: 'networking.k8s.io',
    kind: 'IngressClass',
    name,
  };
  const paths = ingresses.flatMap(ingress =>
    pathsOf(refOf(ingress), specOf(ingress), registryOf(snapshot)),
  );
  const listeners = [
    plaintext(snapshot, ingresses, paths),
    ...encrypted(snapshot, ingresses, paths),
  ];
  const ports = listeners.some(({ port }) => port === 443) ? [80, 443] : [80];
  return {
    gateway: {
      id: `/IngressClass/${name}`,
      workload: ref,
      controller: 'ingress',
      namespace: '',
      podLabels: {},
      replicas: { ready: 0, desired: 0 },
      services: [
        {
          ref,
          addresses: [...new Set(ingresses.flatMap(addressesOf))],
          ports: ports.map(port => ({ port, targetPort: port })),
        },
      ],
      definedBy: ingresses.map(refOf),
    },
    listeners,
    problems: [
      {
        source: { object: ref, path: '' },
        message: `Ingress class ${name} is not Istio's: its routes are shown as the Ingresses state them`,
      },
    ],
  };
}

function plaintext(
  snapshot: Snapshot,
  ingresses: readonly KubernetesObject[],
  paths: readonly IngressPath[],
): Listener {
  const sources = ingresses.map(ingress => ({
    object: refOf(ingress),
    path: 'spec',
  }));
  const hosts = [...new Set(paths.map(({ host }) => host))];
  return {
    port: 80,
    servicePorts: [80],
    protocol: 'HTTP',
    serverNames: [],
    hosts: hosts.map(
      (host): ListenerHost => ({
        host,
        httpsRedirect: false,
        source: sourceOf(paths, host),
      }),
    ),
    virtualHosts: virtualHosts(snapshot, hosts, paths, 80),
    connections: [],
    sources,
  };
}

const sourceOf = (paths: readonly IngressPath[], host: string) =>
  (paths.find(path => path.host === host) ?? paths[0]).rule.source;

function encrypted(
  snapshot: Snapshot,
  ingresses: readonly KubernetesObject[],
  paths: readonly IngressPath[],
): Listener[] {
  return ingresses.flatMap(ingress =>
    records(specOf(ingress).tls).map(([entry, index]): Listener => {
      const object = refOf(ingress);
      const source = { object, path: `spec.tls[${index}]` };
      const hosts = texts(entry.hosts);
      const secret = text(entry.secretName);
      return {
        port: 443,
        servicePorts: [443],
        protocol: 'HTTPS',
        tls: {
          mode: 'SIMPLE',
          certificates: secret
            ? [
                {
                  group: '',
                  kind: 'Secret',
                  namespace: object.namespace,
                  name: secret,
                },
              ]
            : [],
        },
        serverNames: hosts,
        hosts: hosts.map(host => ({ host, httpsRedirect: false, source })),
        virtualHosts: virtualHosts(snapshot, hosts, paths, 443),
        connections: [],
        sources: [source],
      };
    }),
  );
}

function virtualHosts(
  snapshot: Snapshot,
  hosts: readonly string[],
  paths: readonly IngressPath[],
  serverPort: number,
): VirtualHost[] {
  return [...hosts].sort(bySpecificity).map(host => ({
    host,
    routes: paths
      .filter(path => path.host === host)
      .sort(byPrecedence)
      .map(path => routeOf(snapshot, path, serverPort)),
  }));
}

function routeOf(
  snapshot: Snapshot,
  { rule }: IngressPath,
  serverPort: number,
): Route {
  const { source, policy, decidedBy, matches, action } = rule;
  const namespace = decidedBy.namespace ?? '';
  const context = {
    snapshot,
    gatewayNamespace: namespace,
    routeNamespace: namespace,
    serverPort,
  };
  const destinations =
    action.type === 'route' ? destinationsOf(action.destinations, context) : [];
  return {
    match: matches[0] ?? { headers: [], query: [] },
    action: { type: 'route', destinations },
    source,
    decidedBy,
    policy,
  };
}
