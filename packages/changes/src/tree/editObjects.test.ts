import fc from 'fast-check';
import { stringify } from 'yaml';
import { refOf } from '@product-gateways/mesh';
import { editObjects } from './editObjects';
import { NotEditableError } from './NotEditableError';
import { readManifestFile } from './readManifestFile';

/** An object as parsers give it: tests know what is in it. */
type Parsed = ReturnType<typeof JSON.parse>;
type Edit = (object: Parsed) => void;

/** The file after a change of its objects; `gone` names those that are deleted. */
function edit(
  text: string,
  change: Edit,
  { file = 'a.yaml', gone = [] as readonly string[], only = '' } = {},
): string | undefined {
  const { manifests } = readManifestFile(file, text);
  const edits = manifests
    .filter(({ object }) => !only || object.metadata.name === only)
    .map(({ object }) => {
      const after = structuredClone(object);
      change(after);
      const isGone = gone.includes(object.metadata.name);
      return { ref: refOf(object), object: isGone ? undefined : after };
    });
  return editObjects(file, text, edits);
}

const virtualService = `# Owned by payments.
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments } # flow
spec:
  hosts:
  - payments.my-company.io
  http:
  # The web page.
  - match:
    - uri: { prefix: /web }
      # only reads
      method:
        exact: "GET"
    route:
    - destination: { host: payments-web, port: { number: 8080 } }

  # Everything else.
  - route:
    - destination:
        host: payments # the old one
      weight: 100
    timeout: 5s
`;

describe('a route in the style of those around it', () => {
  test.each<[string, Edit, string, string]>([
    [
      'before the one that has a comment above it',
      ({ spec }) =>
        spec.http.splice(1, 0, {
          name: 'cards',
          match: [{ uri: { prefix: '/cards' } }],
        }),
      `  # Everything else.\n`,
      `  - name: cards\n    match:\n    - uri:\n        prefix: /cards\n  # Everything else.\n`,
    ],
    [
      'at the end',
      ({ spec }) => spec.http.push({ name: 'last' }),
      `    timeout: 5s\n`,
      `    timeout: 5s\n  - name: last\n`,
    ],
    [
      'a scalar',
      ({ spec }) => {
        spec.http[1].route[0].weight = 90;
      },
      `weight: 100`,
      `weight: 90`,
    ],
    [
      'a quoted scalar',
      ({ spec }) => {
        spec.http[0].match[0].method.exact = 'POST';
      },
      `"GET"`,
      `"POST"`,
    ],
    [
      'a key at the end of a map',
      ({ spec }) => {
        spec.http[1].retries = { attempts: 2 };
      },
      `    timeout: 5s\n`,
      `    timeout: 5s\n    retries:\n      attempts: 2\n`,
    ],
    [
      'a key behind the dash',
      ({ spec }) => {
        spec.http[1] = {
          match: [{ method: { exact: 'GET' } }],
          ...spec.http[1],
        };
      },
      `  - route:\n    - destination:\n        host: payments #`,
      `  - match:\n    - method:\n        exact: GET\n    route:\n    - destination:\n        host: payments #`,
    ],
    [
      'a key between brackets',
      ({ metadata }) => {
        metadata.labels = { a: 'no' };
      },
      `namespace: payments }`,
      `namespace: payments, labels: { a: "no" } }`,
    ],
    [
      'a key that goes',
      ({ spec }) => {
        delete spec.http[1].timeout;
      },
      `    timeout: 5s\n`,
      ``,
    ],
    [
      'the key behind the dash goes',
      ({ spec }) => {
        delete spec.http[0].match;
      },
      `  - match:
    - uri: { prefix: /web }
      # only reads
      method:
        exact: "GET"
    route:
`,
      `  - route:\n`,
    ],
    [
      'an item goes with its comment',
      ({ spec }) => spec.http.pop(),
      `  # Everything else.
  - route:
    - destination:
        host: payments # the old one
      weight: 100
    timeout: 5s
`,
      ``,
    ],
    [
      'the only item of a list is written anew',
      ({ spec }) => {
        spec.http[1].route = [];
      },
      `    - destination:
        host: payments # the old one
      weight: 100
`,
      ``,
    ],
  ])('%s', (_, change, before, after) => {
    const whole = virtualService.replace(before, () => after);
    const expected = whole.replace(
      /- route:\n {4}timeout/,
      '- route: []\n    timeout',
    );
    for (const newline of ['\n', '\r\n'])
      expect(edit(virtualService.replaceAll('\n', newline), change)).toBe(
        expected.replaceAll('\n', newline),
      );
  });
});

describe('files as repositories hold them', () => {
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  ports: [{ port: 80 }]\n`;

  test.each<[string, string, string[], string | undefined]>([
    ['the only object', service('a'), ['a'], undefined],
    [
      'all objects',
      `---\n${service('a')}---\n${service('b')}`,
      ['a', 'b'],
      undefined,
    ],
    [
      'the first of two',
      `# licence\n---\n${service('a')}---\n# b\n${service('b')}`,
      ['a'],
      `# licence\n---\n# b\n${service('b')}`,
    ],
    [
      'the last of two',
      `${service('a')}---\n${service('b')}# end of b\n`,
      ['b'],
      `${service('a')}`,
    ],
    [
      'between two',
      `${service('a')}---\n${service('b')}---\n${service('c')}`,
      ['b'],
      `${service('a')}---\n${service('c')}`,
    ],
    [
      'beside what is no object',
      `${service('a')}---\nreplicas: 2\n`,
      ['a'],
      `---\nreplicas: 2\n`,
    ],
    [
      'an item of a List',
      `kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: { name: a }\n- apiVersion: v1\n  kind: Service\n  metadata: { name: b }\n`,
      ['a'],
      `kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: { name: b }\n`,
    ],
    [
      'all items of a List',
      `kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: { name: a }\n`,
      ['a'],
      undefined,
    ],
  ])('deletes %s', (_, text, gone, after) => {
    expect(edit(text, () => {}, { gone })).toBe(after);
  });

  it('edits JSON as JSON.stringify writes it', () => {
    const object: Parsed = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', labels: {} },
      spec: { ports: [{ port: 80 }, { port: 81 }], type: 'ClusterIP' },
    };
    const text = (o: unknown) => `${JSON.stringify(o, null, 2)}\n`;
    for (const change of [
      o => o.spec.ports.push({ port: 82, name: 'no' }),
      o => o.spec.ports.shift(),
      o => o.spec.ports.pop(),
      o => delete o.spec.type,
      o => delete o.metadata.labels,
      o => (o.metadata.labels = { a: 'b' }),
      o => (o.spec.selector = { app: 'a', tier: ['x'] }),
      o => (o.spec.type = 'NodePort'),
      o => (o.spec.ports = []),
    ] satisfies Edit[]) {
      const after = structuredClone(object);
      change(after);
      expect(edit(text(object), change, { file: 'a.json' })).toBe(text(after));
    }
  });

  test.each([
    [
      'an anchor whose value stays is left alone',
      'spec:\n  a: &x { k: 1 }\n  b: *x\n  c: 1\n',
      (o: Parsed) => (o.spec.c = 2),
      'spec:\n  a: &x { k: 1 }\n  b: *x\n  c: 2\n',
    ],
    [
      'an alias gets a value of its own',
      'spec:\n  a: &x { k: 1 }\n  b: *x\n',
      (o: Parsed) => (o.spec.b = { k: 2 }),
      'spec:\n  a: &x { k: 1 }\n  b: { k: 2 }\n',
    ],
    [
      'one edit where both shall change',
      'spec:\n  a: &x { k: 1 }\n  b: *x\n',
      (o: Parsed) => (o.spec = { a: { k: 2 }, b: { k: 2 } }),
      'spec:\n  a: &x { k: 2 }\n  b: *x\n',
    ],
    [
      'a merged key is written over',
      'spec:\n  a: &x { k: 1, l: 2 }\n  b:\n    <<: *x\n    m: 3\n',
      (o: Parsed) => (o.spec.b.k = 9),
      'spec:\n  a: &x { k: 1, l: 2 }\n  b:\n    <<: *x\n    k: 9\n    m: 3\n',
    ],
    [
      'a block scalar',
      'spec:\n  text: |\n    a\n    b\n  # c\n  x: 1\n',
      (o: Parsed) => (o.spec.text = 'a\nc\n'),
      'spec:\n  text: |\n    a\n    c\n  # c\n  x: 1\n',
    ],
    [
      'an empty value',
      'spec:\n  selector:\n  x: 1\n',
      (o: Parsed) => (o.spec.selector = { app: 'a' }),
      'spec:\n  selector:\n    app: a\n  x: 1\n',
    ],
    [
      'what YAML would take for something else',
      'spec:\n  a: x\n',
      (o: Parsed) => (o.spec.a = 'no'),
      'spec:\n  a: "no"\n',
    ],
  ])('%s', (_, spec, change, after) => {
    const head = 'apiVersion: v1\nkind: A\nmetadata: { name: a }\n';
    expect(edit(head + spec, change)).toBe(head + after);
  });

  test.each<[string, string, Edit]>([
    [
      'an anchor that others use',
      'spec:\n  a: &x { k: 1 }\n  b: *x\n',
      o => (o.spec.a = { k: 2 }),
    ],
    [
      'a merged key that shall go',
      'spec:\n  a: &x { k: 1 }\n  b: { <<: *x }\n',
      o => delete o.spec.b.k,
    ],
  ])('leaves to a person: %s', (_, spec, change) => {
    const head = 'apiVersion: v1\nkind: A\nmetadata: { name: a }\n';
    expect(() => edit(head + spec, change)).toThrow(NotEditableError);
  });
});

const value = fc.letrec(tie => ({
  scalar: fc.oneof(
    fc.constantFrom(
      'a',
      '/web',
      'no',
      '1e3',
      '',
      ' x',
      '#',
      'a: b',
      '- a',
      '[',
      '{{ x }}',
      'é\u2028',
      'a\nb\n',
      '0777',
      '~',
      '*a',
      '&b',
      '%',
      '@',
      '!x',
      'a #b',
      "it's",
      '"',
      ',',
    ),
    fc.integer({ min: -5, max: 300 }),
    fc.boolean(),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(
    fc.constantFrom('a', 'b', 'match', 'x-y/z', 'no', '1'),
    tie('any'),
    { maxKeys: 4 },
  ),
  any: fc.oneof({ maxDepth: 4 }, tie('scalar'), tie('list'), tie('map')),
})).any;

const style = fc.record({
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any', 'flow'),
  json: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
  ending: fc.boolean(),
});

test('whatever is asked of whatever file: it says that, or a person is asked', () => {
  let edited = 0;
  let refused = 0;
  fc.assert(
    fc.property(value, value, style, (before, after, how) => {
      const object = (spec: unknown) => ({
        apiVersion: 'v1',
        kind: 'A',
        metadata: { name: 'a' },
        spec,
      });
      const { json, newline, ending, ...options } = how;
      const written = json
        ? JSON.stringify(object(before), null, 2)
        : stringify(object(before), { ...(options as object), lineWidth: 0 });
      const text = (ending ? written : written.trimEnd()).replaceAll(
        '\n',
        newline,
      );
      const file = json ? 'a.json' : 'a.yaml';
      expect(edit(text, () => {}, { file })).toBe(text);
      try {
        const result = edit(text, o => (o.spec = after), { file }) ?? '';
        const [{ object: read }] = readManifestFile(file, result).manifests;
        expect(read.spec).toEqual(after);
        edited += 1;
      } catch (error) {
        if (!(error instanceof NotEditableError)) throw error;
        refused += 1;
      }
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeLessThan(edited / 20);
});

test('a file of another document is not touched', () => {
  const other = `kind: B\napiVersion: v1\nmetadata: {name: b}\n#  c\n`;
  const text = `${virtualService}---\n${other}`;
  const after = edit(text, o => delete o.spec, { only: 'payments' });
  expect(after?.endsWith(`---\n${other}`)).toBe(true);
});
