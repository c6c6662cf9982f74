import { JsonRecord, KubernetesObject, isRecord, refOf } from '../../resources';
import { Snapshot } from '../../snapshot';
import { HttpRule, RuleMatch } from '../declaration';
import { records, specOf, text } from '../fields';
import { PathMatch } from '../model';
import { readBackends } from './backends';
import { prefixOf, readHeaders, routeTo } from './httpRoute';

/** The rules of a GRPCRoute, one for each match; undefined: istiod refuses the route as a whole. Istio looks at the path alone. */
export function grpcRules(
  snapshot: Snapshot,
  route: KubernetesObject,
): HttpRule[] | undefined {
  const rules = records(specOf(route).rules).map(([entry, index]) =>
    readRule(snapshot, route, entry, `spec.rules[${index}]`),
  );
  return rules.every(rule => rule !== undefined) ? rules.flat() : undefined;
}

const supported = [
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestMirror',
];

function readRule(
  snapshot: Snapshot,
  route: KubernetesObject,
  entry: JsonRecord,
  path: string,
): HttpRule[] | undefined {
  const object = refOf(route);
  if (
    records(entry.filters).some(
      ([{ type }]) => !supported.includes(text(type) ?? ''),
    )
  )
    return undefined;
  const backends = readBackends(snapshot, object, entry.backendRefs);
  if (!backends) return undefined;
  const rule = {
    action: routeTo(backends),
    policy: {},
    mirrors: [],
    source: { object, path },
    decidedBy: object,
  };
  const stated = records(entry.matches);
  if (stated.length === 0) return [{ ...rule, matches: [] }];
  return stated.map(([match, index]) => ({
    ...rule,
    matches: [readMatch(match, `${path}.matches[${index}]`)],
  }));
}

function readMatch(match: JsonRecord, matchPath: string): RuleMatch {
  return {
    path: isRecord(match.method) ? readMethod(match.method) : undefined,
    headers: readHeaders(match.headers),
    query: [],
    matchPath,
  };
}

/** gRPC's path is `/service/method`. */
function readMethod({
  type,
  service,
  method,
}: JsonRecord): PathMatch | undefined {
  const [wantedService, wantedMethod] = [text(service), text(method)];
  if (wantedService === undefined && wantedMethod === undefined)
    return undefined;
  if (type === 'RegularExpression')
    return {
      type: 'regex',
      value: `/${wantedService ?? '[^/]+'}/${wantedMethod ?? '.+'}`,
    };
  if (wantedService === undefined)
    return { type: 'regex', value: `/[^/]+/${wantedMethod}` };
  if (wantedMethod === undefined) return prefixOf(`/${wantedService}/`);
  return { type: 'exact', value: `/${wantedService}/${wantedMethod}` };
}
