import { isRecord, JsonRecord } from '../../resources';
import { RuleMatch } from '../declaration';
import { integer, labels, record, text, texts } from '../fields';
import { HeaderMatch, PathMatch, QueryMatch, StringMatch } from '../model';
import { gatewayKey } from './names';

/** One alternative of an HTTP rule. */
export function readMatch(
  entry: JsonRecord,
  namespace: string,
  matchPath: string,
): RuleMatch {
  const sourceLabels = labels(entry.sourceLabels);
  return {
    path: readPath(entry.uri, entry.ignoreUriCase === true),
    method: readString(entry.method),
    authority: readString(entry.authority),
    scheme: readString(entry.scheme),
    headers: [
      ...readHeaders(entry.headers, false),
      ...readHeaders(entry.withoutHeaders, true),
    ],
    query: Object.entries(record(entry.queryParams)).map(
      ([name, value]): QueryMatch => ({ name, value: readValue(value) }),
    ),
    port: integer(entry.port),
    gateways: Array.isArray(entry.gateways)
      ? texts(entry.gateways).map(name => gatewayKey(name, namespace))
      : undefined,
    sourceLabels:
      Object.keys(sourceLabels).length > 0 ? sourceLabels : undefined,
    sourceNamespace: text(entry.sourceNamespace) || undefined,
    ignoreUriCase: entry.ignoreUriCase === true,
    matchPath,
  };
}

const kinds = ['exact', 'prefix', 'regex'] as const;

function readString(stated: unknown): StringMatch | undefined {
  if (!isRecord(stated)) return undefined;
  for (const type of kinds) {
    const value = text(stated[type]);
    if (value !== undefined) return { type, value };
  }
  return undefined;
}

/** `{}` and the regex `*`, which is none, mean presence. */
function readValue(stated: unknown): StringMatch | undefined {
  const match = readString(stated);
  return match?.type === 'regex' && match.value === '*' ? undefined : match;
}

function readPath(stated: unknown, ignoreCase: boolean): PathMatch | undefined {
  const match = readString(stated);
  if (!match) return undefined;
  return ignoreCase && match.type !== 'regex'
    ? { ...match, ignoreCase }
    : match;
}

function readHeaders(stated: unknown, inverted: boolean): HeaderMatch[] {
  return Object.entries(record(stated)).map(([name, value]) => ({
    name: name.toLowerCase(),
    value: readValue(value),
    inverted,
  }));
}
