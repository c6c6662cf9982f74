import { useEffect, useState } from 'react';
import { failureOf, isRefusal } from '../live/readFailure';

/** What is known of a question that was asked once. */
export type Answer<T> =
  | { status: 'asking'; previous?: T }
  | { status: 'answered'; value: T }
  | { status: 'failed'; reason: string; refused: boolean };

/** The best that is known: while one asks again, the answer before is. */
export function knownOf<T>(answer: Answer<T>): T | undefined {
  if (answer.status === 'failed') return undefined;
  return answer.status === 'answered' ? answer.value : answer.previous;
}

/** Asks again whenever `ask` is another function. The answer to an earlier question is `previous`: it is not the answer. */
export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const [{ asked, answer }, set] = useState<{
    asked: unknown;
    answer: Answer<T>;
  }>({ asked: ask, answer: { status: 'asking' } });

  useEffect(() => {
    const ended = new AbortController();
    const settle = (settled: Answer<T>) => {
      if (!ended.signal.aborted) set({ asked: ask, answer: settled });
    };
    ask(ended.signal).then(
      value => settle({ status: 'answered', value }),
      error =>
        settle({
          status: 'failed',
          reason: failureOf(error).reason,
          refused: isRefusal(error),
        }),
    );
    return () => ended.abort();
  }, [ask]);

  if (asked === ask) return answer;
  return {
    status: 'asking',
    previous: answer.status === 'answered' ? answer.value : undefined,
  };
}
