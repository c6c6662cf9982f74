import { align } from './alignment';

const rule = (name: string, weight = 100) => ({
  name,
  route: [{ host: name, weight }],
});
const [a, b, c] = ['a', 'b', 'c'].map(name => rule(name));

test.each<[string, unknown[], unknown[], (number | undefined)[]]>([
  ['nothing changes', [a, b], [a, b], [0, 1]],
  ['one comes first', [b], [a, b], [1]],
  ['one comes between', [a, c], [a, b, c], [0, 2]],
  ['one goes', [a, b, c], [a, c], [0, undefined, 1]],
  ['one changes', [a, b], [a, rule('b', 90)], [0, 1]],
  ['one changes behind a new one', [b], [a, rule('b', 90)], [1]],
  ['one comes as another goes', [a, b], [b, c], [undefined, 0]],
  ['scalars are written over', ['x'], ['y'], [0]],
  ['all go', [a], [], [undefined]],
  ['order is never crossed', [a, b], [b, a], [1, undefined]],
])('%s', (_, before, after, expected) => {
  expect(align(before, after)).toEqual(expected);
});

test('long lists are paired by place, in no time', () => {
  const before = Array.from({ length: 2_000 }, (_, index) => index);
  const after = before.map(index => index + 10_000);
  expect(align(before, after)).toEqual(before);
});
