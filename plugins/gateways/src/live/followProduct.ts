import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { ProductGatewaysEvent } from './productGatewaysState';
import { failureOf } from './readFailure';

export type Following = {
  read(signal: AbortSignal): Promise<ProductGateways>;
  /** Calls `onTick` when a newer revision may exist, until the returned function is called. Absent: nobody would say so. */
  subscribe?(onTick: () => void): () => void;
  /** How long to wait for a tick before asking all the same, in milliseconds. */
  pauseAfter(event: ProductGatewaysEvent): number;
  dispatch(event: ProductGatewaysEvent): void;
};

/**
 * Follows a product until `signal` is aborted: listen first, then read, then wait. A tick that arrives while a read is under
 * way makes one more read follow it, however many ticks there were, so no change is missed and no two reads overlap.
 */
export async function followProduct(
  { read, subscribe, pauseAfter, dispatch }: Following,
  signal: AbortSignal,
): Promise<void> {
  const bell = createBell();
  const unsubscribe = subscribe?.(bell.ring);
  signal.addEventListener('abort', bell.ring);
  try {
    while (!signal.aborted) {
      bell.reset();
      const event = await answer(read, signal);
      if (signal.aborted) return;
      dispatch(event);
      await bell.rung(pauseAfter(event));
    }
  } finally {
    unsubscribe?.();
  }
}

async function answer(
  read: Following['read'],
  signal: AbortSignal,
): Promise<ProductGatewaysEvent> {
  try {
    const view = await read(signal);
    return { type: 'answered', view, at: Date.now() };
  } catch (error) {
    return { type: 'refused', failure: failureOf(error) };
  }
}

/** Something to wait for: rings at a tick, also one that came before the waiting began, or after a while by itself. */
function createBell() {
  let rang = false;
  let wake = () => {};
  return {
    ring: () => {
      rang = true;
      wake();
    },
    reset: () => {
      rang = false;
    },
    rung: (patience: number) =>
      new Promise<void>(resolve => {
        const timer = setTimeout(resolve, patience);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (rang) wake();
      }),
  };
}
