import { planKinds, watchedKinds } from './watchedKinds';
import { clusterHealth, unseenKinds } from './clusterHealth';
import { unread, WatchState } from './watchState';

const kinds = ['gateways.networking.istio.io', 'services', 'pods'];
const [gateways, services, pods] = kinds.map(name => {
  const [plural, ...group] = name.split('.');
  const kind = watchedKinds.find(
    each => each.plural === plural && each.group === group.join('.'),
  );
  if (!kind) throw new Error(name);
  return kind;
});

const being = (
  condition: WatchState['condition'],
  more: Partial<WatchState> = {},
): WatchState => ({ ...unread, condition, ...more });

const failure = (code: string) => ({
  code,
  message: `it said ${code}`,
  answered: /^\d/.test(code),
});

const live = being('live', { heardAt: 100 });
const heardLater = being('live', { heardAt: 300 });
const absent = being('absent');
const forbidden = being('forbidden', { failure: failure('403') });
const refused = being('failing', { failure: failure('ECONNREFUSED') });
const cut = being('lost', {
  heardAt: 50,
  lostAt: 200,
  failure: failure('SILENT'),
});
const answering500 = being('lost', {
  heardAt: 50,
  lostAt: 200,
  failure: failure('500'),
});

const healthOf = (states: WatchState[]) =>
  clusterHealth([
    [gateways, states[0]],
    [services, states[1]],
    [pods, states[2]],
  ]);

describe('clusterHealth', () => {
  it.each<[string, WatchState[], string, string[]]>([
    ['everything is watched', [live, live, live], 'live', []],
    [
      'a CRD that is not installed is named',
      [absent, live, live],
      'live',
      ['not-installed'],
    ],
    ['a forbidden kind', [forbidden, live, live], 'partial', ['forbidden']],
    [
      'a kind that was never read',
      [refused, live, live],
      'partial',
      ['failing'],
    ],
    [
      'a kind that is still being read',
      [unread, live, live],
      'partial',
      ['failing'],
    ],
    [
      'a kind that the server answers with 500',
      [answering500, live, live],
      'partial',
      ['failing'],
    ],
    [
      'one watch fell silent, and nothing was heard since',
      [cut, live, live],
      'stale',
      [],
    ],
    [
      'one watch fell silent, and others go on',
      [cut, heardLater, live],
      'partial',
      ['failing'],
    ],
    ['everything was cut', [cut, cut, cut], 'stale', []],
    [
      'everything answers 500',
      [answering500, answering500, answering500],
      'stale',
      [],
    ],
    [
      'stale, and something is forbidden',
      [cut, cut, forbidden],
      'stale',
      ['forbidden'],
    ],
    [
      'nothing may be read',
      [forbidden, forbidden, forbidden],
      'forbidden',
      ['forbidden', 'forbidden', 'forbidden'],
    ],
    [
      'nothing may be read of what is there',
      [absent, forbidden, forbidden],
      'forbidden',
      ['not-installed', 'forbidden', 'forbidden'],
    ],
    ['never reached', [refused, refused, refused], 'unreachable', []],
    [
      'being reached for the first time',
      [unread, unread, unread],
      'unreachable',
      [],
    ],
    [
      'forbidden, and the rest was never read',
      [forbidden, refused, refused],
      'unreachable',
      ['forbidden'],
    ],
  ])('%s', (_, states, state, reasons) => {
    const health = healthOf(states);
    expect(health.state).toBe(state);
    expect(health.missing.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('was last known true when the most silent kind was heard', () => {
    expect(healthOf([live, heardLater, live]).heardAt).toBe(100);
    expect(healthOf([cut, cut, cut]).heardAt).toBe(50);
    expect(healthOf([refused, refused, refused]).heardAt).toBeUndefined();
  });

  it('tells the failure of the connection, and by name what to allow', () => {
    expect(healthOf([forbidden, refused, refused]).error?.code).toBe(
      'ECONNREFUSED',
    );
    expect(healthOf([forbidden, live, live]).missing).toEqual([
      {
        kind: 'gateways.networking.istio.io',
        reason: 'forbidden',
        message:
          "it said 403. Allow get, list and watch of gateways.networking.istio.io in the reader's ClusterRole.",
      },
    ]);
  });
});

describe('kinds that only plans look at', () => {
  const [first, second] = planKinds;
  const health = (states: WatchState[], ...ofPlans: WatchState[]) =>
    clusterHealth([
      [gateways, states[0]],
      [services, states[1]],
      [first, ofPlans[0]],
      [second, ofPlans[1]],
    ]);

  it.each<[string, ReturnType<typeof health>, string, string[]]>([
    [
      'the role is older than they are',
      health([live, live], forbidden, forbidden),
      'live',
      ['forbidden', 'forbidden'],
    ],
    [
      'one fails',
      health([live, live], answering500, refused),
      'live',
      ['failing', 'failing'],
    ],
    [
      'they are not installed, or about to be read: no news',
      health([live, live], absent, unread),
      'live',
      [],
    ],
    [
      'they alone may be read',
      health([forbidden, forbidden], live, live),
      'forbidden',
      ['forbidden', 'forbidden'],
    ],
    [
      'everything was cut',
      health([cut, cut], cut, forbidden),
      'stale',
      ['forbidden'],
    ],
  ])('%s', (_, { state, missing }, expected, reasons) => {
    expect(state).toBe(expected);
    expect(missing.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('are told apart, and are unknown to a plan', () => {
    expect(health([live, live], forbidden, absent).missing).toMatchObject([
      { reason: 'forbidden', plansOnly: true },
    ]);
    expect(health([forbidden, live], live, live).missing).toEqual([
      expect.not.objectContaining({ plansOnly: true }),
    ]);
    expect(unseenKinds([[first, forbidden]])).toEqual([
      { group: first.group, kind: first.kind, reason: 'forbidden' },
    ]);
  });

  it('do not make a page look older than it is', () => {
    const long = being('live', { heardAt: 1 });
    expect(health([live, live], long, long).heardAt).toBe(100);
  });
});

it('what is lost is seen as it last was; what was never read is unknown', () => {
  const unseen = unseenKinds([
    [gateways, forbidden],
    [services, cut],
    [pods, unread],
  ]);
  expect(unseen).toEqual([
    { group: 'networking.istio.io', kind: 'Gateway', reason: 'forbidden' },
    { group: '', kind: 'Pod', reason: 'failing' },
  ]);
});
