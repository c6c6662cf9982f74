import { Kind, kindOf, refOf, snapshotOf } from '@product-gateways/mesh';
import { applyEvent } from './applyEvent';
import { parseWatchEvent } from './parseWatchEvent';
import { unread } from './watchState';

const nodes = kindOf('', 'Node') as Kind;
const node = (zone: string, resourceVersion: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'a',
    labels: { 'topology.kubernetes.io/zone': zone },
    resourceVersion,
  },
  ...more,
});
const inZoneA = snapshotOf('east', [node('a', '1')]);

const after = (type: string, object: object) =>
  applyEvent(
    inZoneA,
    nodes,
    parseWatchEvent(JSON.stringify({ type, object })),
    unread,
  );
const zoneIn = ({ get }: typeof inZoneA) =>
  get(refOf(node('', '')))?.metadata.labels?.['topology.kubernetes.io/zone'];

it('what changed of an object shows', () => {
  expect(zoneIn(after('MODIFIED', node('b', '2')))).toBe('b');
  expect(zoneIn(after('DELETED', node('a', '2')))).toBeUndefined();
});

it('a Node that says it is well is no news', () => {
  const status = { conditions: [{ type: 'Ready', status: 'True' }] };
  expect(after('MODIFIED', node('a', '2', { status }))).toBe(inZoneA);
});

it('that an object is malformed is news, and that it is mended', () => {
  const labels = { 'topology.kubernetes.io/zone': 'a', broken: 1 };
  const broken = { ...node('a', '2'), metadata: { name: 'a', labels } };
  const snapshot = inZoneA.with(broken);
  expect(snapshot.problems).toHaveLength(1);
  const event = parseWatchEvent(
    JSON.stringify({ type: 'MODIFIED', object: node('a', '3') }),
  );
  expect(applyEvent(snapshot, nodes, event, unread).problems).toEqual([]);
});
