import { isDeepStrictEqual } from 'node:util';
import { Kind, KubernetesObject, Snapshot } from '@product-gateways/mesh';
import { WatchEvent } from './WatchEvent';
import { WatchState } from './watchState';

/** A snapshot after an event; `state` is the kind's state after it. */
export function applyEvent(
  snapshot: Snapshot,
  kind: Kind,
  event: WatchEvent,
  { condition }: WatchState,
): Snapshot {
  switch (event.type) {
    case 'listed':
      return snapshot.withAll(kind.group, kind.kind, event.objects);
    case 'changed':
      return event.change === 'set'
        ? withNews(snapshot, event)
        : snapshot.without(event.ref);
    case 'absent':
      return emptied(snapshot, kind);
    case 'failed':
      return condition === 'forbidden' ? emptied(snapshot, kind) : snapshot;
    default:
      return snapshot;
  }
}

/** The same snapshot where nothing changed that is kept of the object: Nodes report their health every few minutes. */
function withNews(
  before: Snapshot,
  { object, ref }: Extract<WatchEvent, { type: 'changed' }>,
): Snapshot {
  const after = before.with(object);
  const isSame =
    isDeepStrictEqual(said(before.get(ref)), said(after.get(ref))) &&
    isDeepStrictEqual(before.problems, after.problems);
  return isSame ? before : after;
}

/** All but the number that every write counts up. */
function said(object: KubernetesObject | undefined): unknown {
  if (!object) return undefined;
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function emptied(snapshot: Snapshot, { group, kind }: Kind): Snapshot {
  return snapshot.list(group, kind).length > 0
    ? snapshot.withAll(group, kind, [])
    : snapshot;
}
