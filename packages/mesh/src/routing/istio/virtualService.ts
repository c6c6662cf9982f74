import { JsonRecord, KubernetesObject, Problem, refOf } from '../../resources';
import {
  memoised,
  memoisedBy,
  memoisedByNamespace,
  Snapshot,
} from '../../snapshot';
import { aged } from '../age';
import {
  ConnectionMatch,
  HttpRule,
  RouteSet,
  TcpRule,
  TlsRule,
} from '../declaration';
import { integer, records, specOf, texts } from '../fields';
import { qualify } from '../hosts';
import { meshConfigOf } from '../mesh-config/meshConfigOf';
import { exportsOf, isExported } from '../services';
import { delegatedRules } from './delegates';
import { readDestination, readHttpRule, StatedRule } from './httpRule';
import { gatewayKey } from './names';

/** The route sets of the VirtualServices that name a gateway, with delegates' rules in the place of the rules that name them. */
export function virtualServiceRoutes(
  snapshot: Snapshot,
  gateway: string,
): RouteSet[] {
  return [...rootsByGateway(snapshot).values()]
    .flatMap(gateways => gateways.get(gateway) ?? [])
    .map(root => routeSetOf(snapshot, root, []));
}

/** What delegates leave of the rules that name them, of all VirtualServices. */
export const virtualServiceProblems: (
  snapshot: Snapshot,
) => readonly Problem[] = memoisedBy(
  snapshot => [snapshot.byNamespace(group, kind), meshConfigOf(snapshot)],
  snapshot => {
    const problems: Problem[] = [];
    for (const root of snapshot.list(group, kind).map(readVirtualService))
      if (isRoot(root)) routeSetOf(snapshot, root, problems);
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

/** One without hosts is there to be delegated to. */
const isRoot = ({ routes }: StatedRoutes) => routes.hosts.length > 0;

function routeSetOf(
  snapshot: Snapshot,
  root: StatedRoutes,
  problems: Problem[],
): RouteSet {
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

interface StatedRoutes {
  readonly routes: Omit<RouteSet, 'http' | 'exportTo'>;
  readonly exportTo: readonly string[];
  readonly rules: readonly StatedRule[];
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

const readVirtualService: (object: KubernetesObject) => StatedRoutes = memoised(
  object => {
    const ref = refOf(object);
    const { namespace = '' } = object.metadata;
    const spec = specOf(object);
    return {
      routes: {
        ...aged(object),
        object: ref,
        ofGatewayApi: false,
        hosts: texts(spec.hosts).map(host => qualify(host, namespace)),
        gateways: gatewaysOf(spec, namespace),
        tls: records(spec.tls).map(
          ([entry, index]): TlsRule => ({
            matches: readConnectionMatches(entry, namespace),
            destinations: records(entry.route).map(([item]) =>
              readDestination(item, namespace),
            ),
            source: { object: ref, path: `spec.tls[${index}]` },
            afterTermination: false,
          }),
        ),
        tcp: records(spec.tcp).map(
          ([entry, index]): TcpRule => ({
            matches: readConnectionMatches(entry, namespace),
            destinations: records(entry.route).map(([item]) =>
              readDestination(item, namespace),
            ),
            source: { object: ref, path: `spec.tcp[${index}]` },
          }),
        ),
      },
      exportTo: texts(spec.exportTo),
      rules: records(spec.http).map(([entry, index]) =>
        readHttpRule(ref, entry, `spec.http[${index}]`),
      ),
    };
  },
);

/** Who names no gateway means the sidecars. */
function gatewaysOf(spec: JsonRecord, namespace: string): string[] {
  const stated = texts(spec.gateways);
  return stated.length > 0
    ? stated.map(name => gatewayKey(name, namespace))
    : ['mesh'];
}

function readConnectionMatches(
  entry: JsonRecord,
  namespace: string,
): ConnectionMatch[] {
  return records(entry.match).map(([match]) => ({
    sniHosts: texts(match.sniHosts),
    port: integer(match.port),
    gateways:
      texts(match.gateways).length > 0
        ? texts(match.gateways).map(name => gatewayKey(name, namespace))
        : undefined,
  }));
}
