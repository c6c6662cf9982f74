import { isRecord, JsonRecord, ObjectRef } from '../../resources';
import {
  DestinationSpec,
  HttpRule,
  RedirectSpec,
  RuleAction,
} from '../declaration';
import { integer, record, records, text } from '../fields';
import { qualify } from '../hosts';
import { RoutePolicy } from '../model';
import { readMatch } from './match';

/** One entry of a VirtualService's `http`: a rule, or, where it delegates, what all of the delegate's rules have in common. */
export interface StatedRule {
  readonly rule: HttpRule;
  /** `namespace/name` of the VirtualService whose rules stand here. */
  readonly delegate?: string;
}

export function readHttpRule(
  object: ObjectRef,
  entry: JsonRecord,
  path: string,
): StatedRule {
  const { namespace = '' } = object;
  const delegate = isRecord(entry.delegate)
    ? `${text(entry.delegate.namespace) || namespace}/${
        text(entry.delegate.name) ?? ''
      }`
    : undefined;
  return {
    delegate,
    rule: {
      matches: records(entry.match).map(([match, index]) =>
        readMatch(match, namespace, `${path}.match[${index}]`),
      ),
      action: readAction(entry, namespace),
      policy: readPolicy(entry),
      mirrors: readMirrors(entry, namespace),
      source: { object, path },
      decidedBy: object,
    },
  };
}

/** A destination of `route`, `tcp` or `tls`. */
export function readDestination(
  entry: JsonRecord,
  namespace: string,
): DestinationSpec {
  const destination = record(entry.destination);
  return {
    host: qualify(text(destination.host) ?? '', namespace),
    port: integer(record(destination.port).number),
    subset: text(destination.subset) || undefined,
    weight: integer(entry.weight) ?? 0,
  };
}

function readAction(entry: JsonRecord, namespace: string): RuleAction {
  if (isRecord(entry.redirect)) return readRedirect(entry.redirect);
  if (isRecord(entry.directResponse)) {
    const { status, body } = entry.directResponse;
    return {
      type: 'direct-response',
      status: integer(status) ?? 200,
      body: text(record(body).string),
    };
  }
  return {
    type: 'route',
    destinations: records(entry.route).map(([item]) =>
      readDestination(item, namespace),
    ),
  };
}

function readRedirect(redirect: JsonRecord): RedirectSpec {
  const uri = text(redirect.uri);
  return {
    type: 'redirect',
    status: integer(redirect.redirectCode) || 301,
    scheme: text(redirect.scheme) || undefined,
    host: text(redirect.authority) || undefined,
    port: integer(redirect.port),
    path: uri ? { type: 'full', value: uri } : undefined,
    portFromServer: redirect.derivePort === 'FROM_REQUEST_PORT',
  };
}

function readPolicy(entry: JsonRecord): RoutePolicy {
  const { rewrite, timeout, retries, corsPolicy, headers, fault } = entry;
  return definedOnly({
    rewrite,
    timeout: text(timeout),
    retries,
    cors: corsPolicy,
    headers,
    fault,
  });
}

function readMirrors(entry: JsonRecord, namespace: string): DestinationSpec[] {
  const single = isRecord(entry.mirror) ? [{ destination: entry.mirror }] : [];
  const several = records(entry.mirrors).map(([mirror]) => mirror);
  return [...single, ...several].map(mirror => ({
    ...readDestination(mirror, namespace),
    weight: 100,
  }));
}

function definedOnly<T extends object>(object: T): T {
  for (const key of Object.keys(object) as (keyof T)[])
    if (object[key] === undefined) delete object[key];
  return object;
}
