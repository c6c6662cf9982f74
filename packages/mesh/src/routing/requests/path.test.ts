import { normalisedTarget, queryValue } from './path';

test.each([
  ['/a/./b', '/a/b', 'a dot stands for nothing'],
  ['/a/../b', '/b', 'two dots take the segment before'],
  ['/../a', '/a', 'nothing lies above the root'],
  ['/a/..', '/', 'at the end they leave the slash'],
  ['/a/%2e%2E/b', '/b', 'encoded dots are dots'],
  ['/a\\b', '/a/b', 'a backslash is a slash'],
  ['//a', '//a', 'double slashes stay'],
  ['/a/', '/a/', 'so does the last slash'],
  ['/%61%7Eb', '/a~b', 'unreserved characters are decoded'],
  ['/a%2Fb%20c', '/a%2Fb%20c', 'others stay encoded'],
  ['/a b', '/a%20b', 'what may not stand in a path is encoded'],
  ['/é', '/%C3%A9', 'as UTF-8'],
  ['/a/../b?x=/a/../b', '/b?x=/a/../b', 'the query stays'],
])('%s → %s: %s', (target, expected) => {
  expect(normalisedTarget(target)).toBe(expected);
});

test.each<[string, string, string | undefined, string]>([
  ['a=1&a=2', 'a', '1', 'the first value counts'],
  ['a', 'a', '', 'a name alone has an empty value'],
  ['a=%20', 'a', '%20', 'nothing is decoded'],
  ['A=1', 'a', undefined, 'letter case counts'],
  ['b=1;a=2', 'a', undefined, 'a semicolon separates nothing'],
  ['a=b=c', 'a', 'b=c', 'the first equals sign separates'],
])('?%s has %s = %s: %s', (query, name, expected) => {
  expect(queryValue(query, name)).toBe(expected);
});

test.each([
  ['/a/./b//c%2Fd', 'NONE', '/a/./b//c%2Fd'],
  ['/a/./b//c%2Fd', 'BASE', '/a/b//c%2Fd'],
  ['/a/./b//c%2Fd?x=//', 'MERGE_SLASHES', '/a/b/c%2Fd?x=//'],
  ['/a/%2e%2e%2Fb%5c%5Cc', 'DECODE_AND_MERGE_SLASHES', '/b/c'],
] as const)('%s with %s is %s', (target, normalization, expected) =>
  expect(normalisedTarget(target, normalization)).toBe(expected),
);
