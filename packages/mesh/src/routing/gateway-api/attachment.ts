import { covers, hostsMeet } from '../../hostPatterns';
import {
  JsonRecord,
  keyOf,
  KubernetesObject,
  ObjectRef,
} from '../../resources';
import { integer, records, specOf, text, texts } from '../fields';
import { group, referenceOf } from './kinds';
import { AttachableListener } from './listeners';

export type ListenersByParent = ReadonlyMap<
  string,
  readonly AttachableListener[]
>;

export function byParent(
  listeners: readonly AttachableListener[],
): ListenersByParent {
  const parents = new Map<string, AttachableListener[]>();
  for (const listener of listeners) {
    const key = keyOf(listener.parent);
    const others = parents.get(key);
    if (others) others.push(listener);
    else parents.set(key, [listener]);
  }
  return parents;
}

/** The Gateways and ListenerSets that a route names. */
export function parentsOf(route: KubernetesObject): ObjectRef[] {
  return records(specOf(route).parentRefs).map(([entry]) =>
    parentRefOf(route, entry),
  );
}

function parentRefOf({ metadata }: KubernetesObject, entry: JsonRecord) {
  const { namespace = '' } = metadata;
  return referenceOf(entry, { group, kind: 'Gateway', namespace });
}

/** The listeners that a route names and that take it. */
export function attachedListeners(
  route: KubernetesObject,
  parents: ListenersByParent,
): AttachableListener[] {
  const spec = specOf(route);
  const { namespace = '' } = route.metadata;
  const hostnames = hostnamesOf(route);
  const attached = records(spec.parentRefs).flatMap(([entry]) => {
    const parent = parentRefOf(route, entry);
    const port = integer(entry.port);
    const section = text(entry.sectionName);
    return (parents.get(keyOf(parent)) ?? []).filter(
      listener =>
        (!port || port === listener.port) &&
        (!section || section === listener.section) &&
        listener.routeKinds.includes(route.kind) &&
        listener.hosts.some(
          open =>
            admits(open, namespace) &&
            hostnames.some(host => hostsMeet(open.host, host)),
        ),
    );
  });
  return attached.sort((a, b) =>
    a.declaration.key < b.declaration.key
      ? -1
      : Number(a.declaration.key !== b.declaration.key),
  );
}

const admits = ({ namespace }: { namespace?: string }, wanted: string) =>
  namespace === undefined || namespace === wanted;

/** The hosts of a route; none stated are all. */
export function hostnamesOf(route: KubernetesObject): readonly string[] {
  const stated = texts(specOf(route).hostnames);
  return stated.length > 0 ? stated : ['*'];
}

/** Whether a route's host answers on this listener, or another of the same parent, port and protocol stands closer to it. */
export function answersFor(
  host: string,
  listener: AttachableListener,
  parents: ListenersByParent,
): boolean {
  const own = listener.hostname;
  if (own !== undefined && !own.startsWith('*')) return true;
  if (own !== undefined && !hostsMeet(host, own)) return false;
  const others = (parents.get(keyOf(listener.parent)) ?? []).filter(
    other =>
      other !== listener &&
      other.port === listener.port &&
      other.protocol === listener.protocol &&
      other.hostname !== own,
  );
  return !others.some(
    ({ hostname = '' }) =>
      (own ?? '').length <= hostname.length && covers(hostname, host),
  );
}
