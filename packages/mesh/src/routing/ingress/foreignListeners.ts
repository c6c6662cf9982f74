import { KubernetesObject, refOf } from '../../resources';
import { memoisedBy, Snapshot } from '../../snapshot';
import { destinationsOf } from '../destinations';
import { records, specOf, text, texts } from '../fields';
import { bySpecificity } from '../hosts';
import { partsOf, serviceKinds } from '../inputs';
import { MergedListeners } from '../merge/listeners';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { Listener, ListenerHost, Route, VirtualHost } from '../model';
import { registryOf } from '../services';
import { ForeignIngress } from './foreign';
import { byPrecedence, IngressPath, pathsOf } from './paths';

/** What a class's Ingresses say. Only its routes depend on the Services behind them. */
export const foreignListeners: (of: Placed) => MergedListeners = memoisedBy(
  ({ snapshot, foreign }) => [
    ...partsOf(serviceKinds)(snapshot),
    meshConfigOf(snapshot),
    foreign,
  ],
  ({ snapshot, foreign: { gateway, ingresses } }) => {
    const stated = ingresses.flatMap(ingress =>
      pathsOf(refOf(ingress), specOf(ingress), registryOf(snapshot)),
    );
    const paths = Map.groupBy(stated, ({ host }) => host);
    return {
      listeners: [
        plaintext(snapshot, ingresses, paths),
        ...encrypted(snapshot, ingresses, paths),
      ],
      problems: [
        {
          source: { object: gateway.workload, path: '' },
          message: `Ingress class ${gateway.workload.name} is not Istio's: its routes are shown as the Ingresses state them`,
        },
      ],
    };
  },
);

interface Placed {
  readonly snapshot: Snapshot;
  readonly foreign: ForeignIngress;
}

type PathsByHost = ReadonlyMap<string, readonly IngressPath[]>;

function plaintext(
  snapshot: Snapshot,
  ingresses: readonly KubernetesObject[],
  paths: PathsByHost,
): Listener {
  const sources = ingresses.map(ingress => ({
    object: refOf(ingress),
    path: 'spec',
  }));
  return {
    port: 80,
    servicePorts: [80],
    protocol: 'HTTP',
    serverNames: [],
    hosts: Array.from(
      paths,
      ([host, [first]]): ListenerHost => ({
        host,
        httpsRedirect: false,
        source: first.rule.source,
      }),
    ),
    virtualHosts: virtualHosts(snapshot, [...paths.keys()], paths, 80),
    connections: [],
    sources,
  };
}

function encrypted(
  snapshot: Snapshot,
  ingresses: readonly KubernetesObject[],
  paths: PathsByHost,
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
  paths: PathsByHost,
  serverPort: number,
): VirtualHost[] {
  return [...hosts].sort(bySpecificity).map(host => ({
    host,
    routes: (paths.get(host) ?? [])
      .toSorted(byPrecedence)
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
