import { KubernetesObject, Problem, refOf } from '../../resources';
import { Snapshot } from '../../snapshot';
import { byAge, byCreation, createdAt } from '../age';
import { GatewayDeclaration, HttpRule, RouteSet } from '../declaration';
import {
  answersFor,
  attachedListeners,
  byParent,
  hostnamesOf,
  ListenersByParent,
} from './attachment';
import { tcpRouteSets, tlsRouteSets } from './connectionRoutes';
import { attachableListeners } from './gateways';
import { grpcRules } from './grpcRoute';
import { httpRules } from './httpRoute';
import { group } from './kinds';
import { byPrecedence } from './precedence';

/** Gateways, ListenerSets and routes of Gateway API, as the gateways and route sets that istiod makes of them. */
export function gatewayApiOf(snapshot: Snapshot): {
  readonly gateways: readonly GatewayDeclaration[];
  readonly routeSets: readonly RouteSet[];
  readonly problems: readonly Problem[];
} {
  const { value: listeners, problems: conflicts } =
    attachableListeners(snapshot);
  const parents = byParent(listeners);
  const problems = [
    ...conflicts,
    ...listeners.flatMap(({ problem }) => problem ?? []),
  ];
  const routes = (kind: string) =>
    [...snapshot.list(group, kind)].sort(byCreation);
  const read = (route: KubernetesObject, rules: HttpRule[] | undefined) => {
    if (!rules)
      problems.push({
        source: { object: refOf(route), path: 'spec.rules' },
        message:
          'istiod refuses the whole route: a filter, backend or reference in it is not supported',
      });
    return { route, rules: rules ?? [] };
  };
  const { kept, hidden } = oneKindPerHost([
    ...merge(
      routes('HTTPRoute').map(route => read(route, httpRules(snapshot, route))),
      parents,
    ),
    ...merge(
      routes('GRPCRoute').map(route => read(route, grpcRules(snapshot, route))),
      parents,
    ),
  ]);
  problems.push(...hidden.map(hiddenProblem));
  return {
    gateways: listeners
      .filter(({ problem }) => !problem)
      .map(({ declaration }) => declaration),
    routeSets: [
      ...kept,
      ...routes('TCPRoute').flatMap(route =>
        tcpRouteSets(snapshot, route, parents),
      ),
      ...routes('TLSRoute').flatMap(route =>
        tlsRouteSets(snapshot, route, parents),
      ),
    ],
    problems,
  };
}

/** A host of a listener belongs to HTTPRoutes or to GRPCRoutes: to the kind whose route is the oldest. */
function oneKindPerHost(sets: readonly RouteSet[]): {
  readonly kept: readonly RouteSet[];
  readonly hidden: readonly RouteSet[];
} {
  const first = new Map<string, RouteSet>();
  for (const set of sets) {
    const other = first.get(set.name);
    if (!other || byAge(set, other) < 0) first.set(set.name, set);
  }
  const isKept = (set: RouteSet) => first.get(set.name) === set;
  return {
    kept: sets.filter(isKept),
    hidden: sets.filter(set => !isKept(set)),
  };
}

const hiddenProblem = ({ object, hosts: [host] }: RouteSet): Problem => ({
  source: { object, path: 'spec.hostnames' },
  message: `istiod ignores ${object.kind}s of ${host} on this listener: an older route of the other kind has the host`,
});

interface ReadRoute {
  readonly route: KubernetesObject;
  readonly rules: readonly HttpRule[];
}

/** All routes of a listener that name a host become one set, ranked together, as old as the oldest of them. */
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
