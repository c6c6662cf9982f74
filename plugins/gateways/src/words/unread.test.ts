import { ClusterStatus } from '@product-gateways/backstage-plugin-gateways-common';
import {
  east,
  forbiddenWest,
  partialWest,
  staleWest,
  unreachableWest,
} from '../__testUtils__/sampleViews';
import { sayUnread } from './unread';

const lacking = (...kinds: string[]): ClusterStatus => ({
  ...east,
  title: 'East',
  state: 'partial',
  missing: kinds.map(kind => ({ kind, reason: 'forbidden', message: '403' })),
});

test.each<[string, ClusterStatus[], string | undefined]>([
  ['all is read', [east], undefined],
  ['what was read before is known', [staleWest], undefined],
  ['no route is made of it', [lacking('pods')], undefined],
  [
    'one kind is not',
    [lacking('virtualservices.networking.istio.io')],
    'Not known: VirtualServices of East cannot be read.',
  ],
  [
    'two kinds of the same name are not',
    [
      lacking(
        'gateways.networking.istio.io',
        'gateways.gateway.networking.k8s.io',
        'services',
      ),
    ],
    'Not known: Gateways and Services of East cannot be read.',
  ],
  [
    'a kind is not, and another is not installed',
    [east, partialWest],
    'Not known: Gateways of west cannot be read.',
  ],
  [
    'a cluster shows nothing',
    [lacking('services'), forbiddenWest],
    'Not known: Services of East and the objects of west cannot be read.',
  ],
  [
    'a cluster was never reached',
    [unreachableWest],
    'Not known: the objects of west cannot be read.',
  ],
])('%s', (_, clusters, said) => {
  expect(sayUnread(clusters)).toBe(said);
});
