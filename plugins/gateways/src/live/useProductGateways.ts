import { useCallback, useEffect, useReducer, useState } from 'react';
import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { GATEWAYS_SIGNAL_CHANNEL } from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { followProduct } from './followProduct';
import { next, opened, ProductGatewaysState } from './productGatewaysState';

/** How often to ask when nobody says that something changed, or after a failure. */
const POLL_MS = 5_000;
/** A lost signal is made good after this time: a socket that reconnects does not say what it missed. */
const SAFETY_NET_MS = 30_000;

/** A product's gateways, live: what the page knows now, and a way to ask again at once. */
export function useProductGateways(entityRef: string): {
  state: ProductGatewaysState;
  retry: () => void;
} {
  const api = useApi(gatewaysApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const [state, dispatch] = useReducer(next, opened(entityRef));
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    dispatch({ type: 'opened', entityRef });
    const ended = new AbortController();
    followProduct(
      {
        read: signal => api.getProductGateways(entityRef, { signal }),
        subscribe:
          signals &&
          (onTick => {
            const { unsubscribe } = signals.subscribe(
              GATEWAYS_SIGNAL_CHANNEL,
              onTick,
            );
            return unsubscribe;
          }),
        pauseAfter: event =>
          signals && event.type === 'answered' ? SAFETY_NET_MS : POLL_MS,
        dispatch,
      },
      ended.signal,
    );
    return () => ended.abort();
  }, [api, signals, entityRef, attempt]);

  return { state, retry: useCallback(() => setAttempt(n => n + 1), []) };
}
