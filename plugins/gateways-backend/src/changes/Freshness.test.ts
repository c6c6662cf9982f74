import { Freshness } from './Freshness';

const before = {};
const after = {};

test.each([
  ['at once', before, 0, false],
  ['while nothing changed', before, 14_999, false],
  ['after fifteen seconds', before, 15_000, true],
  ['when the clusters changed a moment ago', after, 999, false],
  ['a second after the clusters changed', after, 1_000, true],
])('%s', (_, clusters, age, isOver) => {
  expect(Freshness.of(before, 0).isOver(clusters, age)).toBe(isOver);
});
