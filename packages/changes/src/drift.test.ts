import { differencesOf, isAsStated } from './drift';

test.each<[string, unknown, unknown, string[]]>([
  ['what git leaves out is no difference', { a: 1 }, { a: 1, b: 2 }, []],
  ['a value', { spec: { a: 1 } }, { spec: { a: 2 } }, ['spec.a']],
  ['a field that is not there', { spec: { a: 1 } }, { spec: {} }, ['spec.a']],
  ['an object that is not there', { spec: { a: 1 } }, undefined, ['spec.a']],
  [
    'an item of a list',
    { http: [{ name: 'a' }, { name: 'b' }] },
    { http: [{ name: 'a' }, { name: 'c' }] },
    ['http[1].name'],
  ],
  [
    'a list of another length',
    { hosts: ['a'] },
    { hosts: ['a', 'b'] },
    ['hosts'],
  ],
  ['null is a value', { a: null }, {}, ['a']],
  [
    'every one of them',
    { a: 1, b: { c: 2 } },
    { a: 2, b: { c: 3 } },
    ['a', 'b.c'],
  ],
  ['an inherited name is no field', { toString: 'x' }, {}, ['toString']],
])('%s', (_, stated, live, expected) => {
  expect(differencesOf(stated, live)).toEqual(expected);
  expect(isAsStated(stated, live)).toBe(expected.length === 0);
});
