import { useEffect, useMemo, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { failureOf, isRefusal } from '../live/readFailure';

/** After so many milliseconds without a key press the planner is asked. */
const PAUSE_MS = 400;

/** Why an intent is refused, as the planner says it; nothing while it is not known, or where it is not. */
export function useRefusal(wanted: Intent | undefined): string | undefined {
  const api = useApi(gatewaysApiRef);
  const asked = JSON.stringify(wanted);
  const intent = useMemo<Intent | undefined>(
    () => asked && JSON.parse(asked),
    [asked],
  );
  const [refusal, setRefusal] = useState<{ of: Intent; reason: string }>();

  useEffect(() => {
    if (!intent) return undefined;
    const ended = new AbortController();
    const timer = setTimeout(
      () =>
        api.planChange(intent, { signal: ended.signal }).then(
          () => {},
          error => {
            if (!ended.signal.aborted && isRefusal(error))
              setRefusal({ of: intent, reason: failureOf(error).reason });
          },
        ),
      PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [api, intent]);

  return refusal?.of === intent ? refusal?.reason : undefined;
}
