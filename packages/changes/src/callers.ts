import { isDeepStrictEqual } from 'node:util';
import { Listener } from '@product-gateways/mesh';
import { Answer, answersFor } from './answers';
import { CallerChange } from './ChangePlan';

/** The listeners of the gateway that serves a host today, before and after, and those of the one that will serve it too. */
export interface Comparison {
  before: readonly Listener[];
  after: readonly Listener[];
  added: readonly Listener[];
}

/**
 * What callers of a host see before and after, a row for each kind of request. `same` means that both gateways answer it as today,
 * at the same place in the order, so that no other route takes it first.
 */
export function compareCallers(
  host: string,
  { before, after, added }: Comparison,
): CallerChange[] {
  const today = answersFor(host, before);
  const existing = answersFor(host, after);
  const own = answersFor(host, added);
  const requests = [...today, ...existing, ...own].map(a => a.request);
  return [...new Set(requests)].map(request => {
    const [was, stays, comes] = [today, existing, own].map(answers =>
      answers.find(answer => answer.request === request),
    );
    return {
      request,
      before: textOf(was),
      after: isDeepStrictEqual(stays, comes)
        ? textOf(stays)
        : `${textOf(stays)}; by the new gateway: ${textOf(comes)}`,
      same: isDeepStrictEqual(was, stays) && isDeepStrictEqual(was, comes),
    };
  });
}

function textOf(answer: Answer | undefined): string {
  return answer?.text ?? 'not found (404)';
}
