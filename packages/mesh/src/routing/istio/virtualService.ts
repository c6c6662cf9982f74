import { Problem } from '../../resources';
import {
  memoised,
  memoisedBy,
  memoisedByNamespace,
  Snapshot,
} from '../../snapshot';
import { HttpRule, RouteSet } from '../declaration';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { exportsOf, isExported } from '../services';
import { delegatedRules } from './delegates';
import { StatedRule } from './httpRule';
import { isRoot, readVirtualService, StatedRoutes } from './readVirtualService';

/** The route sets of the VirtualServices that name a gateway, with delegates' rules in the place of the rules that name them. */
export function virtualServiceRoutes(
  snapshot: Snapshot,
  gateway: string,
): RouteSet[] {
  return [...rootsByGateway(snapshot).values()]
    .flatMap(gateways => gateways.get(gateway) ?? [])
    .map(root => routeSetOf({ snapshot, root }, []));
}

/** The same for sidecars, by the hosts that they state, in lower case. */
export function virtualServicesByHost(snapshot: Snapshot): {
  /** The very same map until a VirtualService changes. */
  readonly stated: ReadonlyMap<string, unknown>;
  of(host: string): readonly RouteSet[];
} {
  const roots = sidecarRootsByHost(rootsByGateway(snapshot));
  return {
    stated: roots,
    of: host =>
      (roots.get(host) ?? []).map(root => knownRouteSet({ snapshot, root })),
  };
}

/** What delegates leave of the rules that name them, of all VirtualServices. */
export const virtualServiceProblems: (
  snapshot: Snapshot,
) => readonly Problem[] = memoisedBy(
  snapshot => [snapshot.byNamespace(group, kind), meshConfigOf(snapshot)],
  snapshot => {
    const problems: Problem[] = [];
    for (const root of snapshot.list(group, kind).map(readVirtualService))
      if (isRoot(root)) routeSetOf({ snapshot, root }, problems);
    return problems;
  },
);

const group = 'networking.istio.io';
const kind = 'VirtualService';

/** In each namespace by the gateways that they name. */
const rootsByGateway = memoisedByNamespace(
  [[group, kind]],
  (snapshot, namespace) => {
    const gateways = new Map<string, StatedRoutes[]>();
    const stated = snapshot.inNamespace(group, kind, namespace);
    for (const root of stated.map(readVirtualService).filter(isRoot)) {
      for (const key of new Set(root.routes.gateways)) {
        const others = gateways.get(key);
        if (others) others.push(root);
        else gateways.set(key, [root]);
      }
    }
    return gateways;
  },
);

const sidecarRootsByHost = memoised(
  (namespaces: ReturnType<typeof rootsByGateway>) => {
    const byHost = new Map<string, StatedRoutes[]>();
    for (const gateways of namespaces.values())
      for (const root of gateways.get('mesh') ?? [])
        for (const host of new Set(root.routes.hosts.map(toLowerCase))) {
          const others = byHost.get(host);
          if (others) others.push(root);
          else byHost.set(host, [root]);
        }
    return byHost;
  },
);

const toLowerCase = (host: string) => host.toLowerCase();

interface Rooted {
  readonly snapshot: Snapshot;
  readonly root: StatedRoutes;
}

const missing = {};

/** The very same until the VirtualService changes, a delegate of it, or what is exported where nothing is said. */
const knownRouteSet = memoisedBy(
  ({ snapshot, root }: Rooted) => [
    // First what most have in common: it makes for one map, not for ten thousand.
    meshConfigOf(snapshot).defaultVirtualServiceExportTo,
    root,
    ...root.rules.flatMap(({ delegate }) =>
      delegate === undefined ? [] : delegateOf(snapshot, delegate) ?? missing,
    ),
  ],
  rooted => routeSetOf(rooted, []),
);

function routeSetOf({ snapshot, root }: Rooted, problems: Problem[]): RouteSet {
  const http = root.rules.flatMap(rule =>
    expand(snapshot, root, rule, problems),
  );
  return { ...root.routes, exportTo: exportToOf(snapshot, root), http };
}

const exportToOf = (
  snapshot: Snapshot,
  { routes: { namespace }, exportTo }: StatedRoutes,
) =>
  exportsOf(
    exportTo,
    namespace,
    meshConfigOf(snapshot).defaultVirtualServiceExportTo,
  );

function delegateOf(
  snapshot: Snapshot,
  reference: string,
): StatedRoutes | undefined {
  const [namespace, name] = reference.split('/');
  const object = snapshot.get({ group, kind, namespace, name });
  const found = object && readVirtualService(object);
  return found && !isRoot(found) ? found : undefined;
}

function expand(
  snapshot: Snapshot,
  root: StatedRoutes,
  { rule, delegate }: StatedRule,
  problems: Problem[],
): readonly HttpRule[] {
  if (delegate === undefined) return [rule];
  const found = delegateOf(snapshot, delegate);
  const source = { ...rule.source, path: `${rule.source.path}.delegate` };
  if (!found) {
    problems.push({
      source,
      message: `No VirtualService ${delegate} without hosts is there to delegate to: the rule vanishes`,
    });
    return [];
  }
  const exportTo = exportToOf(snapshot, found);
  if (!isExported({ exportTo }, root.routes.namespace)) {
    problems.push({
      source,
      message: `VirtualService ${delegate} is not exported to namespace ${root.routes.namespace}: the rule vanishes`,
    });
    return [];
  }
  // Delegates do not delegate: such rules of theirs are passed over, so a circle ends here.
  return delegatedRules(
    rule,
    found.rules
      .filter(entry => entry.delegate === undefined)
      .map(entry => entry.rule),
  );
}
