import { useCallback, useEffect, useReducer } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ProductChanges } from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { Answer, useAnswer } from '../form/useAnswer';

/** A pull request that a person merges, or a commit, is no news of a cluster, so nobody says that it happened. */
const POLL_MS = 20_000;
/** While something is under way, people wait for it. */
const POLL_UNDER_WAY_MS = 5_000;

/** What is under way for a product. Asked again when the product's view has another revision, and from time to time. */
export function useProductChanges(
  entityRef: string,
  revision: string,
): Answer<ProductChanges> {
  const api = useApi(gatewaysApiRef);
  const [round, nextRound] = useReducer((count: number) => count + 1, 0);
  const answer = useAnswer(
    useCallback(
      signal => api.getProductChanges(entityRef, { signal }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- a new revision and a new round are why one asks again
      [api, entityRef, revision, round],
    ),
  );
  const isUnderWay =
    answer.status === 'answered' &&
    answer.value.changes.length + answer.value.drift.length > 0;
  useEffect(() => {
    const pause = isUnderWay ? POLL_UNDER_WAY_MS : POLL_MS;
    const timer = setTimeout(nextRound, pause);
    return () => clearTimeout(timer);
  }, [answer, isUnderWay]);
  return answer;
}
