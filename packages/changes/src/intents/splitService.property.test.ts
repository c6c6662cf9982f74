import fc from 'fast-check';
import { stringify } from 'yaml';
import { SplitService } from '../Intent';
import { Refusal } from '../Refusal';
import { files } from '../testing/company';
import { splitFaults } from '../testing/splitFaults';
import {
  Files,
  liveOf,
  merge,
  planSplit,
  split,
  splitFiles,
} from '../testing/splitWorld';

const file = 'clusters/east/payments/virtualservice-payments.yaml';

test('whatever the routes and whatever the split: it is refused at once, or it loses nothing to its end and back', () => {
  const outcomes = { planned: 0, refused: 0 };
  fc.assert(
    fc.property(rules(), splits(), (http, asked) => {
      const git = { ...splitFiles, [file]: virtualService(http) };
      const way = wayOf(git, asked);
      if (!way) {
        outcomes.refused += 1;
        return;
      }
      outcomes.planned += 1;
      expect(
        splitFaults(
          way.map(each => liveOf(each)),
          asked,
        ),
      ).toEqual([]);
      if (asked.retire) return;
      const back = wayOf(way[way.length - 1], { ...asked, undo: true }) ?? [];
      const reversed = back.map(each => liveOf(each)).reverse();
      expect(splitFaults(reversed, asked)).toEqual([]);
    }),
    { numRuns: 60 },
  );
  // The law would hold of nothing if all were refused.
  expect(outcomes.planned).toBeGreaterThan(0);
});

/** What git says after each wave; undefined where the split is refused before the first. */
function wayOf(start: Files, asked: SplitService): Files[] | undefined {
  const way = [start];
  for (let now = start; way.length < 20; ) {
    try {
      const plan = planSplit({ git: now }, asked);
      if (!plan.waves.length) return way;
      now = merge(now, plan);
      way.push(now);
    } catch (error) {
      if (!(error instanceof Refusal) || way.length > 1) throw error;
      return undefined;
    }
  }
  throw new Error('A split has no end');
}

function rules() {
  const paths = ['/', '/cards', '/cards/', '/cards/gold', '/card', '/pay'];
  const path = fc.record({
    kind: fc.constantFrom('prefix', 'exact'),
    value: fc.constantFrom(...paths),
  });
  const match = fc
    .record(
      {
        path,
        method: fc.constantFrom('GET', 'POST'),
        user: fc.constantFrom('a', 'b'),
        ignoreCase: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map(({ path: uri, method, user, ignoreCase }) => ({
      ...(uri && { uri: { [uri.kind]: uri.value } }),
      ...(uri && ignoreCase && { ignoreUriCase: true }),
      ...(method && { method: { exact: method } }),
      ...(user && { headers: { 'x-user': { exact: user } } }),
    }));
  const rule = fc
    .record({
      matches: fc.array(match, { maxLength: 3 }),
      host: fc.constantFrom('payments', 'payments', 'payments-web'),
      timeout: fc.option(fc.constantFrom('1s', '5s')),
      name: fc.option(fc.constantFrom('a', 'b')),
    })
    .map(({ matches, host, timeout, name }) => ({
      ...(name && { name }),
      ...(matches.length && { match: matches }),
      ...(timeout && { timeout }),
      route: [{ destination: { host, port: { number: 8080 } } }],
    }));
  return fc.array(rule, { minLength: 1, maxLength: 4 });
}

function splits(): fc.Arbitrary<SplitService> {
  const to = fc
    .constantFrom('credit-card', 'direct-deposit')
    .map(name => ({ namespace: 'payments', name }));
  const part = fc.record(
    {
      to,
      path: fc.record({
        type: fc.constantFrom<'prefix' | 'exact'>('prefix', 'exact'),
        value: fc.constantFrom('/cards', '/cards/gold', '/pay', '/'),
      }),
      method: fc.constantFrom('GET', 'POST'),
      header: fc.record({
        name: fc.constantFrom('X-User', 'x-kind'),
        value: fc.constantFrom('a', 'b'),
      }),
      weight: fc.constantFrom(30, 70),
    },
    { requiredKeys: ['to'] },
  );
  return fc
    .record({
      parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      guard: fc.option(fc.constant({ header: 'x-split', value: 'test' })),
      stages: fc.constantFrom([100], [1, 100], [10, 50, 100]),
      retire: fc.boolean(),
    })
    .map(({ guard, ...asked }) => ({
      ...split,
      ...asked,
      guard: guard ?? undefined,
    }));
}

function virtualService(http: unknown): string {
  const [head] = files[file].split('  http:\n');
  return `${head}${stringify({ http }).replace(/^/gm, '  ')}`.trimEnd();
}
