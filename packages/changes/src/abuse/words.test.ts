import { answerTo, fields } from './__testUtils__/fields';
import { faultsOfAnswer } from './__testUtils__/faults';

/** What is for people, or an answer of theirs; everything else is a name, a host or a part of a request. */
const free = /product\.(title|entityRef)|confirmed/;
/** Where HTTP allows nearly any text on one line. */
const values = /: header|guard/;

const hostile = [
  'a\nb',
  'a\rb',
  'a\tb',
  'a\0b',
  'a\u2028b',
  '\ufeffa',
  'a\r\nx-admin: true',
  'a\n---\nkind: ClusterRoleBinding',
  ': ',
  ' #x',
  '---',
  '&a *a',
  '!!js/function "x"',
  '-?@%',
  '{{7*7}}',
  '{{ .Values.token }}',
  '${{ secrets.TOKEN }}',
  '{% raw %}',
  '../../../etc/passwd',
  '/../x',
  '/%2e%2e/%2e%2e',
  '..\\..\\x',
  '.git/hooks/pre-push',
  '.github/workflows/x.yaml',
  'CODEOWNERS',
  '--upload-pack=x',
  'refs/heads/main',
  '__proto__',
  '<img src=x onerror=alert(1)>',
  '@team #1',
  '](https://evil.example)',
];

describe.each(hostile)('%j', value => {
  const answers = fields.map(field => ({
    field,
    answer: answerTo(field.asking(value)),
  }));

  test('is refused readably, or is data wherever it is written or shown', () => {
    expect(
      answers.flatMap(({ field, answer }) =>
        faultsOfAnswer(field, value, answer),
      ),
    ).toEqual([]);
  });

  test('is no name, host or path', () => {
    const taken = answers
      .filter(({ answer }) => typeof answer !== 'string')
      .map(({ field }) => field.name);
    expect(
      taken.filter(name => !free.test(name) && !values.test(name)),
    ).toEqual([]);
  });
});

describe.each(['no', 'yes', '1e3', '0777', 'null', '2026-01-01', '0x1f', 'on'])(
  '%s stays a string',
  value => {
    test.each(fields.filter(({ written }) => written))('in $name', field => {
      const word = field.name.endsWith('path') ? `/${value}` : value;
      const answer = answerTo(field.asking(word));
      expect(answer).toEqual(expect.any(Object));
      expect(faultsOfAnswer(field, word, answer)).toEqual([]);
    });
  },
);
