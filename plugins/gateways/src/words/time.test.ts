import { ago, timeOf } from './time';

test.each([
  [-3_000, 'just now'],
  [999, 'just now'],
  [1_000, '1 s ago'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [3_600_000, '1 h ago'],
  [86_400_000, '1 day ago'],
  [200_000_000, '2 days ago'],
])('%i ms: %s', (ms, text) => {
  expect(ago(ms)).toBe(text);
});

test('names the date only when it is another day', () => {
  const noon = new Date(2026, 10, 24, 12, 0, 5).getTime();

  expect(timeOf(noon, noon + 60_000)).not.toMatch(/2026/);
  expect(timeOf(noon, noon + 86_400_000)).toMatch(/2026/);
});
