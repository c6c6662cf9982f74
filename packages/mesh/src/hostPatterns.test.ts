import fc from 'fast-check';
import { covers, hostsMeet } from './hostPatterns';

test.each([
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', '*.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'an-example.com', false],
  ['a.example.com', '*.example.com', false],
  ['*', 'example.com', true],
  ['*', '*', true],
  ['*.example.com', '*', false],
  ['*.EXAMPLE.com', 'a.example.com', false],
])('%s covers %s: %s', (wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected);
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

test('of two patterns one covers the other, or they have nothing in common', () => {
  fc.assert(
    fc.property(host, host, name, (a, b, c) => {
      expect(covers(a, a)).toBe(true);
      expect(a !== b && covers(a, b) && covers(b, a)).toBe(false);
      expect(hostsMeet(a, b)).toBe(hostsMeet(b, a));
      expect(covers(a, c) && covers(b, c) && !hostsMeet(a, b)).toBe(false);
    }),
  );
});
