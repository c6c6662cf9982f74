import { ServicePart } from '@product-gateways/backstage-plugin-gateways-common';
import { isComplete, problemsOf, sayRequests } from './parts';

const cards = { namespace: 'payments', name: 'credit-card', port: 8080 };
const deposits = { namespace: 'payments', name: 'direct-deposit', port: 8080 };
const payments = { namespace: 'payments', name: 'payments', port: 8080 };

const prefix = (value: string, more: Partial<ServicePart> = {}) => ({
  path: { type: 'prefix' as const, value },
  to: cards,
  ...more,
});
const exact = (value: string) => ({
  path: { type: 'exact' as const, value },
  to: deposits,
});
const header = { name: 'x-team', value: 'cards' };

test.each<[string, ServicePart[], (RegExp | undefined)[]]>([
  [
    'two paths',
    [prefix('/cards'), prefix('/deposits')],
    [undefined, undefined],
  ],
  [
    'words that only begin alike',
    [prefix('/card'), prefix('/cards')],
    [undefined, undefined],
  ],
  [
    'a path below one that takes all',
    [prefix('/cards'), prefix('/cards/charges')],
    [undefined, /Row 1 takes all of these requests/],
  ],
  [
    'the narrow one first',
    [prefix('/cards/charges'), prefix('/cards')],
    [undefined, undefined],
  ],
  [
    'the path itself below its prefix',
    [prefix('/cards'), exact('/cards')],
    [undefined, /Row 1/],
  ],
  [
    'the prefix below the path itself',
    [exact('/cards'), prefix('/cards')],
    [undefined, undefined],
  ],
  [
    'one method, then all',
    [prefix('/cards', { method: 'GET' }), prefix('/cards')],
    [undefined, undefined],
  ],
  [
    'all methods, then one',
    [prefix('/cards'), prefix('/cards', { method: 'GET' })],
    [undefined, /Row 1/],
  ],
  [
    'a header in another letter case',
    [
      prefix('/cards', { header }),
      prefix('/cards', { header: { ...header, name: 'X-Team' } }),
    ],
    [undefined, /Row 1/],
  ],
  [
    'every request, then a path',
    [{ to: deposits }, prefix('/cards')],
    [undefined, /Row 1/],
  ],
  [
    'a share, then the rest',
    [prefix('/cards', { weight: 20 }), prefix('/cards', { weight: 80 })],
    [undefined, undefined],
  ],
  [
    'shares that do not add up',
    [prefix('/cards', { weight: 60 }), prefix('/cards', { weight: 50 })],
    [undefined, /make 110 %/],
  ],
  [
    'a share below a part of it',
    [prefix('/cards', { weight: 60 }), prefix('/cards/new')],
    [undefined, undefined],
  ],
  ['no share', [prefix('/cards', { weight: 0 })], [/whole number from 1/]],
  ['a share above all', [prefix('/cards', { weight: 101 })], [/to 100/]],
  ['a broken share', [prefix('/cards', { weight: 12.5 })], [/whole number/]],
  ['no path yet', [prefix('')], [/begins with \//]],
  ['a query', [prefix('/cards?new')], [/ends before \?/]],
  [
    'half a header',
    [prefix('/c', { header: { ...header, value: '' } })],
    [/value of x-team/],
  ],
  [
    'a header on two lines',
    [prefix('/c', { header: { ...header, name: 'a\nb' } })],
    [/header's name/],
  ],
  [
    'no service yet',
    [{ ...prefix('/c'), to: { namespace: '', name: '' } }],
    [/Choose the Service/],
  ],
  [
    'the service itself',
    [{ ...prefix('/c'), to: payments }],
    [/answers these requests today/],
  ],
])('%s', (_, parts, expected) => {
  const problems = problemsOf(parts, payments);
  expect(problems).toHaveLength(expected.length);
  problems.forEach((problem, index) =>
    expect(problem ?? '').toMatch(expected[index] ?? /^$/),
  );
});

test.each<[ServicePart, string, boolean]>([
  [prefix('/cards'), '/cards…', true],
  [{ ...exact('/'), method: 'GET' }, 'GET /', true],
  [
    prefix('/cards', { header, weight: 50 }),
    '/cards… with x-team: cards (50 %)',
    true,
  ],
  [{ to: cards, weight: 100 }, 'every path', true],
  [prefix(''), 'every path', false],
])('%j is %s', (part, said, complete) => {
  expect(sayRequests(part)).toBe(said);
  expect(isComplete(part)).toBe(complete);
});
