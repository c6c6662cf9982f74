import { Destination } from '../model';
import { Decision, Step } from '../probe';
import { Answer } from './answer';
import { httpsLocationOf, locationOf } from './redirect';
import { answerSteps, destinationSteps } from './steps';

/** What the answer of a virtual host decides. */
export function httpDecision(
  found: Answer,
  before: () => Step[],
  toEndpoints: (destination: Destination) => readonly Step[],
): Decision {
  const { request, virtualHost, route } = found;
  const steps = () => [...before(), ...answerSteps(found)];
  if (virtualHost?.httpsRedirect && request.scheme === 'http')
    return decided('redirect', steps, {
      virtualHost: virtualHost.host,
      status: 301,
      location: httpsLocationOf(request),
    });
  if (!route)
    return decided('no-route', steps, { virtualHost: virtualHost?.host });
  const { action, match, decidedBy } = route;
  const common = { virtualHost: virtualHost?.host, route, decidedBy };
  switch (action.type) {
    case 'redirect':
      return decided('redirect', steps, {
        ...common,
        status: action.status,
        location: locationOf(action, match, request),
      });
    case 'direct-response':
      return decided('direct-response', steps, {
        ...common,
        status: action.status,
      });
    default: {
      const { destinations } = action;
      return decided(
        'route',
        () => [...steps(), ...destinationSteps(destinations, toEndpoints)],
        { ...common, destinations },
      );
    }
  }
}

/** The steps are told when somebody asks for them: most want the decision alone. */
export function decided(
  outcome: Decision['outcome'],
  tell: () => Step[],
  what: Omit<Partial<Decision>, 'outcome' | 'steps'> = {},
): Decision {
  const destinations: readonly Destination[] = [];
  return {
    destinations,
    ...what,
    outcome,
    get steps() {
      return tell();
    },
  };
}
