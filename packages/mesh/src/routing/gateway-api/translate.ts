import { keyOf, KubernetesObject, Problem, refOf } from '../../resources';
import {
  memoisedBy,
  memoisedByKey,
  memoisedByNamespace,
  Snapshot,
} from '../../snapshot';
import { createdAt } from '../age';
import { GatewayDeclaration, HttpRule, RouteSet } from '../declaration';
import { gatewayApiGatewayKinds, gatewayApiKinds, partsOf } from '../inputs';
import {
  answersFor,
  attachedListeners,
  byParent,
  hostnamesOf,
  ListenersByParent,
  parentsOf,
} from './attachment';
import { tcpRouteSets, tlsRouteSets } from './connectionRoutes';
import { attachableListeners } from './gateways';
import { grpcRules } from './grpcRoute';
import { httpRules } from './httpRoute';
import { group } from './kinds';
import { byMerge, byPrecedence } from './precedence';

/** What istiod makes of the Gateways and ListenerSets: a gateway of each listener that it opens. */
export const gatewayApiGateways: (
  snapshot: Snapshot,
) => readonly GatewayDeclaration[] = memoisedBy(
  snapshot => [listenersIn(snapshot)],
  snapshot =>
    listenersIn(snapshot)
      .value.filter(({ problem }) => !problem)
      .map(({ declaration }) => declaration),
);

/** The route sets that istiod makes of the routes that name the Gateway or ListenerSet of a listener. */
export function gatewayApiRoutes(
  snapshot: Snapshot,
  gatewayKey: string,
): readonly RouteSet[] {
  const parent = listenersIn(snapshot).parentOf.get(gatewayKey);
  if (parent === undefined) return [];
  return routesOfParent(snapshot, parent).get(gatewayKey) ?? [];
}

export function gatewayApiProblems(snapshot: Snapshot): readonly Problem[] {
  const { value, problems } = listenersIn(snapshot);
  const routes = routeKinds.flatMap(kind => snapshot.list(group, kind));
  return [
    ...problems,
    ...value.flatMap(({ problem }) => problem ?? []),
    ...translate(snapshot, routes).problems,
  ];
}

const listenersIn = memoisedBy(partsOf(gatewayApiGatewayKinds), snapshot => {
  const { value, problems } = attachableListeners(snapshot);
  return {
    value,
    problems,
    parents: byParent(value),
    parentOf: new Map(
      value.map(({ declaration: { key }, parent }) => [key, keyOf(parent)]),
    ),
  };
});

/** By listener: each needs those of its whole parent, since the closest listener of a host answers. */
const routesOfParent = memoisedByKey(
  partsOf(gatewayApiKinds),
  (snapshot: Snapshot, parent) =>
    Map.groupBy(
      translate(snapshot, routesNaming(snapshot, parent)).routeSets,
      ({ gateways: [key] }) => key,
    ),
);

const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'];

function routesNaming(snapshot: Snapshot, parent: string): KubernetesObject[] {
  return [...routesByParent(snapshot).values()].flatMap(
    parents => parents.get(parent) ?? [],
  );
}

/** In each namespace. */
const routesByParent = memoisedByNamespace(
  routeKinds.map(kind => [group, kind] as const),
  (snapshot, namespace) => {
    const parents = new Map<string, KubernetesObject[]>();
    for (const route of routeKinds.flatMap(kind =>
      snapshot.inNamespace(group, kind, namespace),
    )) {
      for (const parent of new Set(parentsOf(route).map(keyOf))) {
        const others = parents.get(parent);
        if (others) others.push(route);
        else parents.set(parent, [route]);
      }
    }
    return parents;
  },
);

function translate(
  snapshot: Snapshot,
  routes: readonly KubernetesObject[],
): {
  readonly routeSets: readonly RouteSet[];
  readonly problems: readonly Problem[];
} {
  const { parents } = listenersIn(snapshot);
  const problems: Problem[] = [];
  const ofKinds = (...kinds: string[]) =>
    routes.filter(({ kind }) => kinds.includes(kind)).sort(byMerge);
  const read = (route: KubernetesObject) => {
    const rules =
      route.kind === 'HTTPRoute'
        ? httpRules(snapshot, route)
        : grpcRules(snapshot, route);
    if (!rules)
      problems.push({
        source: { object: refOf(route), path: 'spec.rules' },
        message:
          'istiod refuses the whole route: a filter, backend or reference in it is not supported',
      });
    return { route, rules: rules ?? [] };
  };
  return {
    routeSets: [
      ...merge(ofKinds('HTTPRoute', 'GRPCRoute').map(read), parents),
      ...ofKinds('TCPRoute').flatMap(route =>
        tcpRouteSets(snapshot, route, parents),
      ),
      ...ofKinds('TLSRoute').flatMap(route =>
        tlsRouteSets(snapshot, route, parents),
      ),
    ],
    problems,
  };
}

interface ReadRoute {
  readonly route: KubernetesObject;
  readonly rules: readonly HttpRule[];
}

/** All routes of a listener that name a host become one set, of both kinds, ranked together, as old as the oldest of them. */
function merge(
  routes: readonly ReadRoute[],
  parents: ListenersByParent,
): RouteSet[] {
  const sets = new Map<
    string,
    { key: string; host: string; oldest: KubernetesObject; rules: HttpRule[] }
  >();
  for (const { route, rules } of routes) {
    if (rules.length === 0) continue;
    for (const listener of attachedListeners(route, parents)) {
      for (const host of hostnamesOf(route)) {
        if (!answersFor(host, listener, parents)) continue;
        const { key } = listener.declaration;
        const id = `${key}/${host}`;
        const set = sets.get(id) ?? { key, host, oldest: route, rules: [] };
        set.rules.push(...rules);
        sets.set(id, set);
      }
    }
  }
  return [...sets.values()].map(({ key, host, oldest, rules }) => ({
    created: createdAt(oldest),
    name: `${key}/${host}`.replaceAll('/', '~'),
    namespace: oldest.metadata.namespace ?? '',
    object: refOf(oldest),
    ofGatewayApi: true,
    hosts: [host],
    gateways: [key],
    exportTo: ['*'],
    http: rules.sort(byPrecedence),
    tls: [],
    tcp: [],
  }));
}
