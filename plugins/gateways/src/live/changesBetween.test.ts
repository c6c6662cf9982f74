import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import {
  minutesAgo,
  ownGateway,
  ownView,
  partialWest,
  sharedGateway,
  sharedView,
  webRoute,
} from '../__testUtils__/sampleViews';
import { changesBetween, noChanges } from './changesBetween';

const rows: [string, Partial<ProductGateways>, string[], string][] = [
  [
    'a gateway that appears',
    { gateways: ownView.gateways },
    [ownGateway.id],
    'Changed just now: 1 gateway.',
  ],
  [
    'a gateway that loses a replica',
    {
      gateways: [{ ...sharedGateway, replicas: { ready: 1, desired: 2 } }],
    },
    [sharedGateway.id],
    'Changed just now: 1 gateway.',
  ],
  [
    'a cluster that turns partial, and a route that changes',
    {
      clusters: [sharedView.clusters[0], partialWest],
      routes: [{ ...webRoute, match: '/web…' }, ...sharedView.routes.slice(1)],
    },
    ['west', webRoute.id],
    'Changed just now: 1 cluster, 1 route.',
  ],
  [
    'a route that goes: said, but there is nothing to mark',
    { routes: sharedView.routes.slice(1) },
    [],
    'Changed just now: 1 route.',
  ],
  [
    'a cluster that was seen again: time passing is no change',
    {
      clusters: sharedView.clusters.map(cluster => ({
        ...cluster,
        observedAt: minutesAgo(0),
      })),
    },
    [],
    '',
  ],
];

test.each(rows)('%s', (_, after, marked, said) => {
  const changes = changesBetween(
    sharedView,
    { ...sharedView, ...after },
    noChanges,
    1000,
  );

  expect([...changes.rows.keys()]).toEqual(marked);
  expect(changes.latest).toBe(said);
});

test('an earlier mark stays until its row changes again', () => {
  const first = changesBetween(sharedView, ownView, noChanges, 1000);
  const second = changesBetween(
    ownView,
    { ...ownView, routes: [] },
    first,
    2000,
  );

  expect(second.rows.get(ownGateway.id)).toBe(1000);
});

test('the same view changes nothing', () => {
  const first = changesBetween(sharedView, ownView, noChanges, 1000);
  expect(changesBetween(ownView, ownView, first, 2000)).toBe(first);
});
