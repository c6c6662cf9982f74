import {
  checkedHost,
  checkedNamespace,
  checkedProduct,
  gatewayNameOf,
  quoted,
} from './names';
import { Refusal } from './Refusal';

describe('a host as gateways compare it', () => {
  test.each([
    ['payments.my-company.io', 'payments.my-company.io'],
    ['Payments.My-Company.IO', 'payments.my-company.io'],
    ['payments.my-company.io.', 'payments.my-company.io'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['*.my-company.io', '*.my-company.io'],
    ['payments.my-company.io:443', 'payments.my-company.io'],
  ])('%s → %s', (host, expected) => expect(checkedHost(host)).toBe(expected));
});

const hostile = [
  '',
  ' ',
  'a\nb',
  'a\rb',
  'a\tb',
  'a\0b',
  'a\u2028b',
  '\uFEFFa',
  'a: b',
  'a#b',
  'a---\n---',
  '&a *a',
  '!!js/function',
  '{{7*7}}',
  '${{ secrets.TOKEN }}',
  '-a',
  '?a',
  '@a',
  '%a',
  '../a',
  'a/b',
  'a\\b',
  'a..b',
  '--upload-pack=x',
  `${'a'.repeat(64)}`,
  '__proto__',
];

describe.each([
  ['host', (text: string) => checkedHost(text)],
  ['namespace', (text: string) => checkedNamespace(text)],
])('as a %s is refused', (_, check) => {
  test.each(hostile)('%j', text => expect(() => check(text)).toThrow(Refusal));
});

test.each(['*', '*.*.io', 'a.*.io', '%61.io', 'a b.io'])(
  'as a host is refused %j',
  text => expect(() => checkedHost(text)).toThrow(Refusal),
);

test.each(hostile.filter(text => text !== 'a..b'))(
  'as a product is refused %j',
  text => expect(() => checkedProduct(text)).toThrow(Refusal),
);

test.each([
  ['payments', 'payments-gateway'],
  ['money.Payments_v2', 'money-payments-v2-gateway'],
])('the gateway of %s is %s', (product, name) => {
  expect(gatewayNameOf(product)).toBe(name);
});

test.each(['7even', 'a'.repeat(56)])('%s has no gateway name', product =>
  expect(() => gatewayNameOf(product)).toThrow(Refusal),
);

test('input in a message stays on one line', () => {
  expect(quoted('a\n"b"\u2028\uFEFF')).toBe('"a\\n\\"b\\"\\u2028\\ufeff"');
});
