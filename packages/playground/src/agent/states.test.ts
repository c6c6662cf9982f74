import { states } from './states';

it.each([
  ['a field that is not stated', { a: 1, b: 2 }, { a: 1 }, true],
  ['a field that is missing', { b: 2 }, { a: 1 }, false],
  ['another value', { a: 2 }, { a: 1 }, false],
  ['a default inside a list', { a: [{ p: 1, q: 2 }] }, { a: [{ p: 1 }] }, true],
  ['a longer list', { a: [1, 2] }, { a: [1] }, false],
  ['another order', { a: [2, 1] }, { a: [1, 2] }, false],
  ['an object for a list', { a: { 0: 1 } }, { a: [1] }, false],
])('%s', (_, actual, stated, expected) => {
  expect(states(actual, stated)).toBe(expected);
});
