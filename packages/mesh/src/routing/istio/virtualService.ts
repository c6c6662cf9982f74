import { JsonRecord, KubernetesObject, Problem, refOf } from '../../resources';
import { memoised } from '../../snapshot';
import { aged, byAge } from '../age';
import {
  ConnectionMatch,
  HttpRule,
  RouteSet,
  TcpRule,
  TlsRule,
} from '../declaration';
import { integer, records, specOf, texts } from '../fields';
import { qualify } from '../hosts';
import { exportsOf, isExported } from '../services';
import { delegatedRules } from './delegates';
import { readDestination, readHttpRule, StatedRule } from './httpRule';
import { gatewayKey } from './names';

/** The route sets of all VirtualServices, oldest first, with delegates' rules in the place of the rules that name them. */
export function virtualServiceRoutes(objects: readonly KubernetesObject[]): {
  value: readonly RouteSet[];
  problems: readonly Problem[];
} {
  const stated = objects.map(readVirtualService);
  const delegates = new Map(
    stated
      .filter(({ routes }) => routes.hosts.length === 0)
      .map(vs => [`${vs.routes.namespace}/${vs.routes.name}`, vs]),
  );
  const problems: Problem[] = [];
  const value = stated
    .filter(({ routes }) => routes.hosts.length > 0)
    .map(vs => ({
      ...vs.routes,
      http: vs.rules.flatMap(rule => expand(vs, rule, delegates, problems)),
    }))
    .sort(byAge);
  return { value, problems };
}

interface StatedRoutes {
  readonly routes: Omit<RouteSet, 'http'>;
  readonly rules: readonly StatedRule[];
}

function expand(
  root: StatedRoutes,
  { rule, delegate }: StatedRule,
  delegates: ReadonlyMap<string, StatedRoutes>,
  problems: Problem[],
): readonly HttpRule[] {
  if (delegate === undefined) return [rule];
  const found = delegates.get(delegate);
  const source = { ...rule.source, path: `${rule.source.path}.delegate` };
  if (!found) {
    problems.push({
      source,
      message: `No VirtualService ${delegate} without hosts is there to delegate to: the rule vanishes`,
    });
    return [];
  }
  if (!isExported(found.routes, root.routes.namespace)) {
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
        gateways: texts(spec.gateways).map(name => gatewayKey(name, namespace)),
        exportTo: exportsOf(texts(spec.exportTo), namespace),
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
      rules: records(spec.http).map(([entry, index]) =>
        readHttpRule(ref, entry, `spec.http[${index}]`),
      ),
    };
  },
);

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
