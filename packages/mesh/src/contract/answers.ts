import { Request } from '../routing';
import { matchedRequest } from '../routing/requests/answer';
import { httpsLocationOf, locationOf } from '../routing/requests/redirect';
import { RegionAnswer } from './ContractComparison';
import { Entry } from './entries';
import { decisionOf, Side } from './sides';

/** What a side does with a request that meets an entry of it, or none. */
export function answerOf(
  side: Side,
  request: Request,
  entry: Entry | undefined,
): RegionAnswer {
  if (entry) return answerByEntry(request, entry);
  const { outcome, destinations } = decisionOf(side, request);
  return { outcome, destinations, policy: {} };
}

function answerByEntry(
  request: Request,
  { effect, match, source, route }: Entry,
): RegionAnswer {
  const common = {
    destinations: [],
    policy: effect.policy,
    source,
    decidedBy: route?.decidedBy,
  };
  switch (effect.type) {
    case 'https-redirect':
      return {
        ...common,
        outcome: 'redirect',
        status: 301,
        location: httpsLocationOf(matchedRequest(request)),
      };
    case 'redirect':
      return {
        ...common,
        outcome: 'redirect',
        status: effect.redirect.status,
        location: locationOf(effect.redirect, match, matchedRequest(request)),
      };
    case 'direct-response':
      return { ...common, outcome: effect.type, status: effect.status };
    default:
      return {
        ...common,
        outcome: effect.type,
        destinations: effect.destinations,
      };
  }
}
