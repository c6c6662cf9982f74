import { sharedView } from '../__testUtils__/sampleViews';
import {
  next,
  opened,
  ProductGatewaysEvent,
  ProductGatewaysState,
} from './productGatewaysState';

const PAYMENTS = 'system:default/payments';
const answered: ProductGatewaysEvent = {
  type: 'answered',
  view: sharedView,
  at: 1000,
};
const refused = (kind: 'forbidden' | 'not-found' | 'other') =>
  ({ type: 'refused', failure: { kind, reason: kind } } as const);

const loading = opened(PAYMENTS);
const ready = next(loading, answered);
const stale = next(ready, refused('other'));
const failed = next(loading, refused('other'));

const rows: [
  string,
  ProductGatewaysState,
  ProductGatewaysEvent,
  { status: string; failure?: object; view?: object },
][] = [
  ['the first answer is shown', loading, answered, { status: 'ready' }],
  [
    'nothing could be read at first',
    loading,
    refused('other'),
    { status: 'failed', failure: { kind: 'other', reason: 'other' } },
  ],
  [
    'a failed refresh keeps what was seen, and says so',
    ready,
    refused('other'),
    { status: 'ready', view: sharedView, failure: { kind: 'other' } },
  ],
  [
    'what one may no longer see is hidden',
    ready,
    refused('forbidden'),
    { status: 'failed', failure: { kind: 'forbidden' } },
  ],
  [
    'a product that left the catalog is hidden',
    ready,
    refused('not-found'),
    { status: 'failed', failure: { kind: 'not-found' } },
  ],
  ['a refresh heals', stale, answered, { status: 'ready' }],
  ['trying again after a failure heals', failed, answered, { status: 'ready' }],
  [
    'asking again keeps what is shown',
    ready,
    { type: 'opened', entityRef: PAYMENTS },
    { status: 'ready' },
  ],
  [
    'asking again after a failure starts over',
    failed,
    { type: 'opened', entityRef: PAYMENTS },
    { status: 'loading' },
  ],
  [
    "another product never shows this one's",
    ready,
    { type: 'opened', entityRef: 'system:default/orders' },
    { status: 'loading' },
  ],
];

test('a refresh forgets the failure before it', () => {
  expect(next(stale, answered)).not.toHaveProperty('failure');
});

test.each(rows)('%s', (_, state, event, expected) => {
  expect(next(state, event)).toMatchObject(expected);
});
