import fc from 'fast-check';
import { narrowed, normalHost } from './hosts';

test.each([
  ['payments.my-company.io', 'payments.my-company.io', 'itself'],
  ['Payments.My-Company.IO', 'payments.my-company.io', 'letter case'],
  ['payments.my-company.io.', 'payments.my-company.io', "the root's dot"],
  ['payments.my-company.io:8443', 'payments.my-company.io', 'a port'],
  ['payments.my-company.io.:8443', 'payments.my-company.io', 'both'],
  ['bücher.example.com', 'xn--bcher-kva.example.com', 'letters beyond ASCII'],
  ['BÜCHER.example.com', 'xn--bcher-kva.example.com', 'and their case'],
  ['bu\u0308cher.example.com', 'xn--bcher-kva.example.com', 'and composition'],
  ['xn--bcher-kva.example.com', 'xn--bcher-kva.example.com', 'punycode'],
  ['*.My-Company.io', '*.my-company.io', 'a wildcard'],
  ['*', '*', 'all'],
  ['10.0.0.1', '10.0.0.1', 'an address'],
  ['localhost', 'localhost', 'one label'],
  ['0x7f.1', '0x7f.1', 'what a browser takes for an address'],
])('%s is %s: %s', (host, expected) => {
  expect(normalHost(host)).toBe(expected);
});

test.each([
  ['', 'empty'],
  ['.', 'a dot'],
  ['a..b', 'an empty label'],
  ['a b.io', 'a space'],
  ['a.io\nb.io', 'a newline'],
  ['../etc', 'a path'],
  ['a%2eb', 'an escape'],
  ['payments/web', 'a reference'],
  ['a.*.io', 'a wildcard inside'],
  ['*a.io', 'a wildcard that is no label'],
  ['*.', 'a wildcard of nothing'],
  ['[::1]', 'IPv6'],
  ['\u{1f101}', 'a sign that stands for a digit and a comma'],
  [`${`${'a'.repeat(63)}.`.repeat(4)}io`, 'too long'],
])('%j is no host: %s', host => {
  expect(normalHost(host)).toBeUndefined();
});

it('finds nothing more to normalise, and never throws', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.domain(),
  );
  fc.assert(
    fc.property(text, host => {
      const normal = normalHost(host);
      expect(normal && normalHost(normal)).toBe(normal);
    }),
  );
});

test.each([
  ['a.io', ['b.io'], ['a.io'], 'an exact host is claimed whatever is open'],
  ['*', ['a.io', 'b.io'], ['a.io', 'b.io'], 'all is what is open'],
  ['*', [], ['*'], 'nothing is known to be open'],
  ['*.a.io', ['*'], ['*.a.io'], 'the narrower of both'],
  ['*.a.io', ['b.a.io', '*'], ['*.a.io', 'b.a.io'], 'each server answers'],
  ['*.a.io', ['b.io'], [], 'they do not meet'],
])('%s on a gateway open for %j comes to %j: %s', (host, open, expected) => {
  expect(narrowed(host, () => open)).toEqual(expected);
});
