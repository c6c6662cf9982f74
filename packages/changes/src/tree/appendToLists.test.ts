import fc from 'fast-check';
import { appendToLists } from './appendToLists';
import { NotEditableError } from './NotEditableError';
import { readManifestFile } from './readManifestFile';

const header = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments }
spec:
`;
const value = 'payments/payments-gateway';

function append(
  text: string,
  file = 'vs.yaml',
  paths = [['spec', 'gateways']],
) {
  const [manifest] = readManifestFile(file, text).manifests;
  return appendToLists(
    file,
    text,
    paths.map(path => ({ manifest, path, value })),
  );
}

describe('a value at the end of a list, in the style of the list', () => {
  test.each([
    [
      'block',
      '  gateways:\n    - a/b\n  hosts: [x]\n',
      '  gateways:\n    - a/b\n    - payments/payments-gateway\n  hosts: [x]\n',
    ],
    [
      'not indented',
      '  gateways:\n  - a/b\n',
      '  gateways:\n  - a/b\n  - payments/payments-gateway\n',
    ],
    [
      'wide',
      '  gateways:\n  -   a/b\n',
      '  gateways:\n  -   a/b\n  -   payments/payments-gateway\n',
    ],
    [
      'a comment behind the last item',
      '  gateways:\n    - a/b # shared\n    # end\n',
      '  gateways:\n    - a/b # shared\n    - payments/payments-gateway\n    # end\n',
    ],
    [
      'double quotes',
      '  gateways: ["a/b"]\n',
      '  gateways: ["a/b", "payments/payments-gateway"]\n',
    ],
    [
      'single quotes',
      "  gateways:\n    - 'a/b'\n",
      "  gateways:\n    - 'a/b'\n    - 'payments/payments-gateway'\n",
    ],
    [
      'flow',
      '  gateways: [ a/b ] # both\n',
      '  gateways: [ a/b, payments/payments-gateway ] # both\n',
    ],
    [
      'flow, an item a line',
      '  gateways: [\n    a/b # shared\n  ]\n',
      '  gateways: [\n    a/b, # shared\n    payments/payments-gateway\n  ]\n',
    ],
    [
      'flow with a trailing comma',
      '  gateways: [\n    a/b, # shared\n  ]\n',
      '  gateways: [\n    a/b, # shared\n    payments/payments-gateway,\n  ]\n',
    ],
    ['empty', '  gateways: []\n', '  gateways: [payments/payments-gateway]\n'],
    [
      'no newline at the end',
      '  gateways:\n    - a/b',
      '  gateways:\n    - a/b\n    - payments/payments-gateway',
    ],
    [
      'an anchor that nobody uses',
      '  gateways: &g\n    - &x a/b\n',
      '  gateways: &g\n    - &x a/b\n    - payments/payments-gateway\n',
    ],
    [
      'an alias',
      '  hosts: &h [a/b]\n  gateways: *h\n',
      '  hosts: &h [a/b]\n  gateways: [a/b, payments/payments-gateway]\n',
    ],
    [
      'merged from elsewhere',
      '  x: &x { gateways: [a/b] }\n  <<: *x\n',
      '  x: &x { gateways: [a/b] }\n  <<: *x\n  gateways:\n    - a/b\n    - payments/payments-gateway\n',
    ],
  ])('%s', (_, before, after) => {
    expect(append(header + before)).toBe(header + after);
  });

  it('keeps CRLF, a byte order mark and the other documents', () => {
    const text = `\uFEFF# hi\n---\n${header}  gateways:\n    - a/b\n---\nkind: Other\n`;
    const crlf = text.replaceAll('\n', '\r\n');
    expect(append(crlf)).toBe(
      crlf.replace('- a/b\r\n', `- a/b\r\n    - ${value}\r\n`),
    );
  });

  it('edits JSON', () => {
    const object = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'payments' },
      spec: { gateways: ['a/b'], hosts: ['x'] },
    };
    const after = structuredClone(object);
    after.spec.gateways.push(value);
    const text = (o: unknown) => `${JSON.stringify(o, null, 2)}\n`;
    expect(append(text(object), 'vs.json')).toBe(text(after));
  });

  it('adds once where two lists to be edited are one by an anchor', () => {
    const text = `${header}  gateways: &g\n    - a/b\n  tls:\n    gateways: *g\n`;
    const paths = [
      ['spec', 'gateways'],
      ['spec', 'tls', 'gateways'],
    ];
    expect(append(text, 'vs.yaml', paths)).toBe(
      text.replace('- a/b\n', `- a/b\n    - ${value}\n`),
    );
  });
});

describe('what only a person can edit', () => {
  test.each([
    [
      'an anchor that another list uses',
      '  gateways: &g\n    - a/b\n  hosts: *g\n',
    ],
    ['not a list', '  gateways: a/b\n'],
    ['nothing', '  hosts: [a]\n'],
  ])('%s', (_, text) => {
    expect(() => append(header + text)).toThrow(NotEditableError);
  });
});

test('every byte outside the addition stays, whatever the style', () => {
  const comment = fc.constantFrom('', ' # why', ' # - [x]: "y"');
  const style = fc.record({
    newline: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('', '  ', '      '),
    quote: fc.constantFrom('', '"', "'"),
    items: fc.array(fc.constantFrom('a/b', 'istio-system/shared', 'mesh'), {
      minLength: 1,
      maxLength: 4,
    }),
    layout: fc.constantFrom('block', 'flow', 'lines', 'trailing'),
    comments: fc.array(comment, { minLength: 4, maxLength: 4 }),
    tail: fc.constantFrom(
      '',
      '  hosts: [x]\n',
      '# end\n',
      '---\nkind: Other\n',
    ),
    last: fc.boolean(),
  });
  fc.assert(
    fc.property(
      style,
      ({ newline, indent, quote, items, layout, comments, tail, last }) => {
        const quoted = items.map(item => `${quote}${item}${quote}`);
        const lines = {
          block: `\n${quoted
            .map((q, i) => `  ${indent}- ${q}${comments[i]}\n`)
            .join('')}`,
          flow: ` [${quoted.join(', ')}]${comments[0]}\n`,
          lines: ` [\n${quoted
            .map(
              (q, i) =>
                `    ${indent}${q}${i < quoted.length - 1 ? ',' : ''}${
                  comments[i]
                }\n`,
            )
            .join('')}  ]\n`,
          trailing: ` [\n${quoted
            .map((q, i) => `    ${indent}${q},${comments[i]}\n`)
            .join('')}  ]\n`,
        };
        const whole = `${header}  gateways:${lines[layout]}${tail}`;
        const text = (last ? whole.trimEnd() : whole).replaceAll('\n', newline);
        const edited = append(text);
        const [{ object }] = readManifestFile('vs.yaml', edited).manifests;
        expect(object.spec).toMatchObject({ gateways: [...items, value] });
        expect(isSubsequence(text, edited)).toBe(true);
        expect(edited.replaceAll('\r\n', '').includes('\n')).toBe(
          newline === '\n',
        );
      },
    ),
  );
});

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at += 1;
  return at === part.length;
}
