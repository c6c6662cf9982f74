import { Kind, refOf, Snapshot } from '@product-gateways/mesh';
import { WatchEvent } from './WatchEvent';
import { WatchState } from './watchState';

/** A snapshot after an event; `state` is the kind's state after it. */
export function applyEvent(
  snapshot: Snapshot,
  kind: Kind,
  event: WatchEvent,
  { condition }: WatchState,
): Snapshot {
  if (condition === 'forbidden' || condition === 'absent') {
    const known = snapshot.list(kind.group, kind.kind).length > 0;
    return known ? snapshot.withAll(kind.group, kind.kind, []) : snapshot;
  }
  switch (event.type) {
    case 'listed':
      return snapshot.withAll(kind.group, kind.kind, event.objects);
    case 'changed':
      return event.change === 'set'
        ? snapshot.with(event.object)
        : snapshot.without(refOf(event.object));
    default:
      return snapshot;
  }
}
