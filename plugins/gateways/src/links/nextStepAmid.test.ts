import {
  ChangeInFlight,
  NextStep,
} from '@product-gateways/backstage-plugin-gateways-common';
import { splitPlan } from '../__testUtils__/samplePlans';
import { nextStepAmid, StepAmid } from './nextStepAmid';

const another: NextStep = {
  title: 'Serve Payments from west too',
  template: 'template:default/add-cluster',
  intent: { kind: 'add-cluster', product: 'system:default/payments' },
};
const split: ChangeInFlight = {
  title: splitPlan.title,
  intent: splitPlan.intent,
  state: 'continues',
  pullRequest: {
    number: 2,
    url: 'http://localhost:7103/platform/deploy/pulls/2',
    repository: 'localhost:7103/platform/deploy',
  },
  wave: { title: 'Lead 10 % there', number: 2, of: 5 },
  awaits: [],
};
const single = (rest: Partial<ChangeInFlight>): ChangeInFlight => ({
  ...split,
  wave: undefined,
  intent: { ...split.intent, kind: 'create-gateway' },
  ...rest,
});

test.each<[string, ChangeInFlight[], boolean, StepAmid]>([
  ['nothing is under way', [], true, another],
  [
    'another wave is next',
    [split],
    true,
    {
      title: 'Continue: wave 2 of 5',
      template: 'template:default/split-service',
      intent: split.intent,
    },
  ],
  ['another wave is next, for somebody else', [split], false, another],
  [
    'a wave is in review',
    [{ ...split, state: 'proposed' }],
    true,
    {
      title: split.title,
      underWay: { state: 'proposed', pullRequest: split.pullRequest },
    },
  ],
  [
    'a wave is merged, and not live yet',
    [{ ...split, state: 'merged' }],
    true,
    {
      title: split.title,
      underWay: { state: 'merged', pullRequest: split.pullRequest },
    },
  ],
  [
    'the same step is in review',
    [
      single({
        state: 'proposed',
        intent: { ...split.intent, kind: 'add-cluster' },
      }),
    ],
    true,
    {
      title: split.title,
      underWay: { state: 'proposed', pullRequest: split.pullRequest },
    },
  ],
  [
    'a step of another kind is in review',
    [single({ state: 'proposed' })],
    true,
    another,
  ],
  [
    'a step is merged, and the next is known',
    [single({ state: 'merged' })],
    true,
    another,
  ],
])('%s', (_, changes, mayPropose, expected) => {
  expect(nextStepAmid(another, changes, mayPropose)).toEqual(expected);
});
