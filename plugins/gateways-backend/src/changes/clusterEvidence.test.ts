import { clusterEvidence } from './clusterEvidence';

test.each([
  [{ region: 'eu-west-1', zone: 'eu-west-1a' }, 'eu-west-1/eu-west-1a'],
  [{ region: 'eu-west-1' }, 'eu-west-1'],
  [{ zone: 'eu-west-1a' }, undefined],
  [{}, undefined],
])('%j is the locality %s', (place, locality) => {
  const live = { cluster: 'east', state: 'live' as const, ...place };
  expect(clusterEvidence(live).locality).toBe(locality);
});
