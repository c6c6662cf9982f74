import { parse } from 'yaml';
import { HttpRule } from '../declaration';
import { delegatedRules } from './delegates';
import { readHttpRule } from './httpRule';

const rule = (yaml: string): HttpRule =>
  readHttpRule(
    {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      namespace: 'shop',
      name: 'shop',
    },
    parse(yaml),
    'spec.http[0]',
  ).rule;

test.each([
  ['uri: { prefix: /a }', 'uri: { prefix: /a/b }', 1, 'inside the prefix'],
  ['uri: { prefix: /a }', 'uri: { prefix: /b }', 0, 'outside it'],
  [
    'uri: { prefix: /a }',
    'uri: { regex: /a.* }',
    0,
    'a regex is inside nothing',
  ],
  ['uri: { exact: /a }', 'uri: { prefix: /a }', 0, 'a prefix is wider'],
  ['headers: { x: {} }', 'headers: { y: {} }', 1, 'another header'],
  [
    'headers: { x: {} }',
    'headers: { x: { exact: v } }',
    0,
    'presence has no inside',
  ],
  [
    'headers: { x: { exact: v } }',
    'headers: { x: {} }',
    0,
    'presence is inside nothing',
  ],
  [
    'sourceNamespace: a',
    'uri: { prefix: / }',
    0,
    'the namespace must be repeated',
  ],
  ['gateways: [g]', 'gateways: [g, h]', 0, 'a gateway more'],
  ['gateways: [g, h]', 'gateways: [g]', 1, 'a gateway less'],
])('%s, then %s: %i, %s', (root, leaf, expected) => {
  const delegated = delegatedRules(rule(`match: [{ ${root} }]`), [
    rule(`match: [{ ${leaf} }]`),
  ]);
  expect(delegated).toHaveLength(expected);
});

const twoRoots = rule(
  'match: [{ uri: { prefix: /a } }, { uri: { prefix: /b } }]',
);

test('a match of the delegate meets those of the root that leave room for it', () => {
  const leaf = rule('match: [{ uri: { prefix: /a/x } }]');
  const [delegated] = delegatedRules(twoRoots, [leaf]);
  expect(delegated.matches.map(({ path }) => path?.value)).toEqual(['/a/x']);
});

test('the whole rule goes where one of its matches meets none', () => {
  const leaf = rule(
    'match: [{ uri: { prefix: /a/x } }, { uri: { prefix: /c } }]',
  );
  expect(delegatedRules(twoRoots, [leaf])).toEqual([]);
});
