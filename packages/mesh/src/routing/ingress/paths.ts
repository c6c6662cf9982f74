import { JsonRecord, ObjectRef } from '../../resources';
import { DestinationSpec, HttpRule } from '../declaration';
import { integer, record, records, text } from '../fields';
import { serviceHost } from '../hosts';
import { PathMatch } from '../model';
import { Registry } from '../services';

/** One path of an Ingress, as the rule that istiod makes of it. */
export interface IngressPath {
  readonly host: string;
  readonly rule: HttpRule;
  /** By length as written, then exact before prefix. */
  readonly length: number;
  readonly exact: boolean;
}

/** The hosts of an Ingress's rules; none stated is every host. */
export const hostsOf = (spec: JsonRecord): readonly string[] =>
  records(spec.rules).flatMap(([rule]) => (rule.http ? [hostOf(rule)] : []));

const hostOf = (rule: JsonRecord) => text(rule.host) || '*';

/** The paths of an Ingress. One whose backend is no Service, or names a port that is not there, has no route. */
export function pathsOf(
  object: ObjectRef,
  spec: JsonRecord,
  registry: Registry,
): IngressPath[] {
  const { namespace = '' } = object;
  return records(spec.rules).flatMap(([rule, ruleIndex]) =>
    records(record(rule.http).paths).flatMap(
      ([entry, index]): IngressPath[] => {
        const destination = readBackend(
          record(record(entry.backend).service),
          namespace,
          registry,
        );
        if (!destination) return [];
        const path = readPath(text(entry.path) ?? '', entry.pathType);
        const source = {
          object,
          path: `spec.rules[${ruleIndex}].http.paths[${index}]`,
        };
        return [
          {
            host: hostOf(rule),
            length: path?.value.length ?? 0,
            exact: path?.type === 'exact',
            rule: {
              standing: `${path?.value.length ?? 0}`,
              matches: path
                ? [{ path: withoutLastSlash(path), headers: [], query: [] }]
                : [],
              action: { type: 'route', destinations: [destination] },
              policy: {},
              mirrors: [],
              source,
              decidedBy: object,
            },
          },
        ];
      },
    ),
  );
}

/** Longer paths first, then exact before prefix. */
export const byPrecedence = (a: IngressPath, b: IngressPath) =>
  b.length - a.length || Number(b.exact) - Number(a.exact);

/** As istiod reads `ImplementationSpecific`, what ends in `/*` or `.*` is a prefix. */
function readPath(value: string, type: unknown): PathMatch | undefined {
  if (type === 'Exact') return { type: 'exact', value };
  if (type === 'Prefix') return { type: 'segments', value };
  if (['', '*', '/*', '.*'].includes(value)) return undefined;
  const wildcard = ['.*', '/*'].find(suffix => value.endsWith(suffix));
  return wildcard
    ? { type: 'segments', value: value.slice(0, -wildcard.length) }
    : { type: 'exact', value };
}

function withoutLastSlash(path: PathMatch): PathMatch {
  if (path.type !== 'segments') return path;
  if (path.value === '/') return { type: 'prefix', value: '/' };
  return path.value.endsWith('/')
    ? { ...path, value: path.value.slice(0, -1) }
    : path;
}

function readBackend(
  service: JsonRecord,
  namespace: string,
  registry: Registry,
): DestinationSpec | undefined {
  const name = text(service.name);
  if (!name) return undefined;
  const host = serviceHost(name, namespace);
  const stated = record(service.port);
  const number = integer(stated.number);
  const named = registry
    .get(host)
    ?.flatMap(({ ports }) => ports)
    .find(entry => entry.name === text(stated.name));
  const port = number || named?.port;
  return port ? { host, port, weight: 100 } : undefined;
}
