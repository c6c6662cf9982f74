import { code, escaped, fenced, link, table } from './markdown';

describe('text from elsewhere is shown literally', () => {
  test.each([
    ['Payments & Co', 'Payments &amp; Co'],
    ['a\n\n# b', 'a \\# b'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    [
      '![](https://evil.example/x.png)',
      '!\\[\\](https&#58;//evil.example/x.png)',
    ],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['thanks @reviewer #12', 'thanks &#64;reviewer \\#12'],
    ['a | b', 'a \\| b'],
    ['{{7*7}} ${{ secrets.X }}', '{{7\\*7}} \\${{ secrets.X }}'],
    ['www.evil.example', 'www&#46;evil.example'],
    ['a\u202Eb', 'a b'],
  ])('%j', (text, shown) => expect(escaped(text)).toBe(shown));
});

test.each([
  ['a', '`a`'],
  ['a`b', '`` a`b ``'],
  ['a|b', '`a\\|b`'],
  ['a\nb', '`a b`'],
])('code %j', (text, shown) => expect(code(text)).toBe(shown));

test('a fenced block outlasts the fences in it', () => {
  expect(fenced('yaml', 'a: ```\n')).toBe('````yaml\na: ```\n````');
});

test.each([
  [
    'https://portal.example/create?a={"b":1}&c=)x',
    '[Plan it](https://portal.example/create?a={%22b%22:1}&c=%29x)',
  ],
  ['data:text/html,x', ''],
  ['/create', ''],
  [undefined, ''],
])('a link to %s', (address, shown) =>
  expect(link('Plan it', address)).toBe(shown),
);

test('a table', () => {
  expect(table(['a', 'b'], [['1', '2']])).toBe(
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
  );
});
