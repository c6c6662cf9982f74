import { isDeepStrictEqual } from 'node:util';
import { compareContracts, Snapshot } from '@product-gateways/mesh';
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

/** The copy as git will have it; refused where it would answer some request otherwise than the original. */
export function copyAnswering(
  own: ServingGateway,
  before: Snapshot,
  after: Snapshot,
): ServingGateway {
  const copy = copyOf(own, after);
  const where = `cluster ${after.cluster}`;
  if (!copy)
    throw new Refusal(
      'conflict',
      `What git will say of ${where} makes no gateway of ${own.gateway.namespace}/${own.gateway.workload.name}: its pods, or the selector of its Gateway there, are others. Let them say what they say in cluster ${own.gateway.cluster}.`,
    );
  const { contracts } = compareContracts(before, after, {
    gateways: [{ before: own.gateway.id, after: copy.gateway.id }],
  });
  const [region] = contracts.flatMap(({ regions }) => regions);
  if (!region) return copy;
  const { method, host, path } = region.witness;
  throw new Refusal(
    'conflict',
    `In ${where} the copied gateway would answer ${method} ${host}${path} otherwise than the original. ${region.sentence} Let both clusters' routes say the same first.`,
  );
}
