import { isDeepStrictEqual } from 'node:util';
import { Snapshot } from '@product-gateways/mesh';
import { answersFor } from '../../answers';
import { CallerChange } from '../../ChangePlan';
import { Refusal } from '../../Refusal';
import { ServingGateway } from '../create-gateway/servedToday';
import { copyOf, hostsServed } from './ownGateway';

/** What callers of the copy get beside what callers of the original get, a row for each kind of request. */
export function callersOfCopy(
  own: ServingGateway,
  copy: ServingGateway | undefined,
): CallerChange[] {
  const { cluster } = own.gateway;
  return hostsServed(own).flatMap(host => {
    const original = answersFor(host, own.listeners);
    const copied = answersFor(host, copy?.listeners ?? []);
    const requests = [...original, ...copied].map(({ request }) => request);
    return [...new Set(requests)].map(request => {
      const [was, is] = [original, copied].map(answers =>
        answers.find(answer => answer.request === request),
      );
      return {
        request,
        before: `${was?.text ?? 'not found (404)'} (in ${cluster})`,
        after: is?.text ?? 'not found (404)',
        same: isDeepStrictEqual(was, is),
      };
    });
  });
}

/** The copy as git will have it; refused where it would answer otherwise than the original. */
export function copyAnswering(
  own: ServingGateway,
  after: Snapshot,
): ServingGateway {
  const copy = copyOf(own, after);
  const where = `cluster ${after.cluster}`;
  if (!copy)
    throw new Refusal(
      'conflict',
      `What git will say of ${where} makes no gateway of ${own.gateway.namespace}/${own.gateway.workload.name}: its pods, or the selector of its Gateway there, are others. Let them say what they say in cluster ${own.gateway.cluster}.`,
    );
  const other = callersOfCopy(own, copy).find(({ same }) => !same);
  if (!other) return copy;
  throw new Refusal(
    'conflict',
    `In ${where} the copied gateway would answer ${other.request} with ${other.after}, and not with ${other.before}. Let both clusters' routes say the same first.`,
  );
}
