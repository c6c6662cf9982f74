import { useCallback, useEffect, useReducer } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ProductChanges } from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { Answer, useAnswer } from '../form/useAnswer';

/** A pull request that a person merges, or a commit, is no news of a cluster, so nobody says that it happened. */
const POLL_MS = 20_000;

/** What is under way for a product. Asked again when the product's view has another revision, and every twenty seconds. */
export function useProductChanges(
  entityRef: string,
  revision: string,
): Answer<ProductChanges> {
  const api = useApi(gatewaysApiRef);
  const [round, nextRound] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(nextRound, POLL_MS);
    return () => clearInterval(timer);
  }, []);
  return useAnswer(
    useCallback(
      signal => api.getProductChanges(entityRef, { signal }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- a new revision and a new round are why one asks again
      [api, entityRef, revision, round],
    ),
  );
}
