import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { ReadFailure } from './readFailure';
import { Changes, changesBetween, noChanges } from './changesBetween';

/** What the page knows about a product's gateways. */
export type ProductGatewaysState = { entityRef: string } & (
  | { status: 'loading' }
  | {
      status: 'ready';
      view: ProductGateways;
      /** When the backend last confirmed this view, in milliseconds since 1970. */
      confirmedAt: number;
      /** What the latest answers changed, for the marks at the rows' edges. */
      changes: Changes;
      /** Why the last try to refresh failed; the view is the one before it. */
      failure?: ReadFailure;
    }
  | { status: 'failed'; failure: ReadFailure }
);

export type ProductGatewaysEvent =
  | { type: 'opened'; entityRef: string }
  | { type: 'answered'; view: ProductGateways; at: number }
  | { type: 'refused'; failure: ReadFailure };

export const opened = (entityRef: string): ProductGatewaysState => ({
  entityRef,
  status: 'loading',
});

/** Every change of what the page knows. A failed refresh never hides what was seen before, unless it is no longer allowed. */
export function next(
  state: ProductGatewaysState,
  event: ProductGatewaysEvent,
): ProductGatewaysState {
  const { entityRef } = state;
  switch (event.type) {
    case 'opened': // also asked again: what was read of the same product stays
      return state.status === 'ready' && entityRef === event.entityRef
        ? state
        : opened(event.entityRef);
    case 'answered':
      return {
        entityRef,
        status: 'ready',
        view: event.view,
        confirmedAt: event.at,
        changes:
          state.status === 'ready'
            ? changesBetween(state.view, event.view, state.changes, event.at)
            : noChanges,
      };
    case 'refused':
      return state.status === 'ready' && event.failure.kind === 'other'
        ? { ...state, failure: event.failure }
        : { entityRef, status: 'failed', failure: event.failure };
    default:
      return state;
  }
}
