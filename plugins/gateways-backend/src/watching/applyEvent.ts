import { Kind, Snapshot } from '@product-gateways/mesh';
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
        ? snapshot.with(event.object)
        : snapshot.without(event.ref);
    case 'absent':
      return emptied(snapshot, kind);
    case 'failed':
      return condition === 'forbidden' ? emptied(snapshot, kind) : snapshot;
    default:
      return snapshot;
  }
}

function emptied(snapshot: Snapshot, { group, kind }: Kind): Snapshot {
  return snapshot.list(group, kind).length > 0
    ? snapshot.withAll(group, kind, [])
    : snapshot;
}
