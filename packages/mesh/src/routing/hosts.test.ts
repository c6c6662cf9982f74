import fc from 'fast-check';
import { covers } from '../hostPatterns';
import { bySpecificity, hostIndex, mostSpecific, qualify } from './hosts';

test.each<[string, string, string | undefined, string]>([
  ['a.example.com', '*.example.com', 'a.example.com', 'the narrower one'],
  ['*', 'shop.example.com', 'shop.example.com', 'in either order'],
  ['*.example.com', '*.com', '*.example.com', 'of two wildcards the longer'],
  [
    'example.com',
    '*.example.com',
    undefined,
    'a wildcard does not mean its own suffix',
  ],
  ['A.example.com', '*.EXAMPLE.com', undefined, 'letter case counts'],
])('%s and %s meet in %s: %s', (a, b, expected) => {
  expect(hostIndex([a]).meeting(b)).toEqual(expected ? [expected] : []);
});

test.each([
  ['a.b.example.com', '*.b.example.com', 'the longest wildcard'],
  [
    'b.example.com',
    '*.example.com',
    'but not the one that it is the suffix of',
  ],
  ['shop.example.com', 'shop.example.com', 'exact before wildcard'],
  ['other.org', '*', 'else everything'],
])('%s is answered by %s: %s', (host, expected) => {
  const hosts = ['*', '*.example.com', '*.b.example.com', 'shop.example.com'];
  expect(mostSpecific(new Map(hosts.map(known => [known, known])), host)).toBe(
    expected,
  );
});

test.each([
  ['reviews', 'reviews.shop.svc.cluster.local'],
  ['reviews.shop', 'reviews.shop'],
  ['*', '*'],
])('%s of namespace shop means %s', (host, expected) => {
  expect(qualify(host, 'shop')).toBe(expected);
});

const label = fc.constantFrom('a', 'b', 'example', 'com');
const name = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map(labels => labels.join('.'));
const host = fc.oneof(
  name,
  name.map(suffix => `*.${suffix}`),
  fc.constant('*'),
);

test('the order of look-up has the narrower first', () => {
  fc.assert(
    fc.property(host, host, (a, b) => {
      expect(a === b || !covers(b, a) || bySpecificity(a, b) < 0).toBe(true);
    }),
  );
});

test('an index finds what a look at each pair finds', () => {
  fc.assert(
    fc.property(fc.array(host), host, (hosts, wanted) => {
      const pairs = hosts.flatMap(each => {
        if (covers(wanted, each)) return [each];
        return covers(each, wanted) ? [wanted] : [];
      });
      expect(hostIndex(hosts).meeting(wanted).toSorted()).toEqual(
        [...new Set(pairs)].sort(),
      );
    }),
  );
});
