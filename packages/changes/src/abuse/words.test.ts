import { ChangePlan } from '../ChangePlan';
import { answerTo, Field, fields } from './fields';
import { faultsOf, stringsIn } from './faults';

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
  test('is no name, host or path, and data where it is the value of a header', () => {
    for (const field of fields.filter(({ name }) => !free.test(name))) {
      const answer = answerTo(field.asking(value));
      if (typeof answer === 'string')
        expect([field.name, answer]).toEqual([
          field.name,
          expect.stringMatching(/^[^\p{Cc}\u2028\ufeff]{10,}$/u),
        ]);
      else {
        expect(field.name).toMatch(values);
        expectData(field, value, answer);
      }
    }
  });

  test('is shown as it is where it is for people', () => {
    for (const field of fields.filter(({ name }) => free.test(name)))
      expectData(field, value, answerTo(field.asking(value)));
  });
});

describe.each(['no', 'yes', '1e3', '0777', 'null', '2026-01-01', '0x1f', 'on'])(
  '%s stays a string',
  value => {
    test.each(fields.filter(({ written }) => written))('in $name', field => {
      const word = field.name.endsWith('path') ? `/${value}` : value;
      expectData(field, word, answerTo(field.asking(word)));
    });
  },
);

function expectData(
  { name, asking, written }: Field,
  value: string,
  answer: ChangePlan | string,
) {
  if (typeof answer === 'string') throw new Error(`${name}: ${answer}`);
  expect([name, ...faultsOf(answer, asking(value))]).toEqual([name]);
  if (written) expect(stringsIn(answer)).toContain(written(value));
}
