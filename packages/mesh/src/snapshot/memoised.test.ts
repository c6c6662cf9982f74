import { memoised, memoisedBy } from './memoised';

it('computes once for each object, even what is undefined', () => {
  const derive = jest.fn(() => undefined);
  const derived = memoised(derive);
  const one = {};
  derived(one);
  derived(one);
  derived({});
  expect(derive).toHaveBeenCalledTimes(2);
});

it('computes once for each combination of parts', () => {
  const [a, b, c] = [{}, {}, {}];
  const derive = jest.fn(
    ({ parts }: { parts: object[] }) => `${parts.length} parts`,
  );
  const derived = memoisedBy(({ parts }) => parts, derive);
  const rows = [[a, b], [a, b], [a, c], [b, a], [a], [a, b]];
  expect(rows.map(parts => derived({ parts }))).toEqual(
    rows.map(parts => `${parts.length} parts`),
  );
  expect(derive).toHaveBeenCalledTimes(4);
});
