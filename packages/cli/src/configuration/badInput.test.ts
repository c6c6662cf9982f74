import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gateway, routes } from '../__testUtils__/payments';
import { workFolder } from '../__testUtils__/workFolder';

// Ten thousand files take a while to be written where the disk is slow.
jest.setTimeout(60_000);

const { cli, write, folder, remove } = workFolder();
beforeAll(() => write({ 'gateway.yaml': gateway, 'routes.yaml': routes }));
afterAll(remove);

const megabyte = 1024 * 1024;

const nested = (levels: number) =>
  `apiVersion: v1\nkind: Service\nspec: ${'['.repeat(levels)}${']'.repeat(
    levels,
  )}\n`;

/** Ten aliases to ten aliases to …: ten billion values in ten lines. */
const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 9 },
    (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
  ),
].join('\n');

/** Keys that look like numbers are visited in ascending order, so this chain is entered at its deep end. */
const chain = Array.from({ length: 20_000 }, (_, i) => {
  const at = 20_000 - i;
  return `${at}: &a${at} [${i === 0 ? 'x' : `*a${at + 1}`}]`;
}).join('\n');

const object = (spec: string) =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a, namespace: b }\nspec:\n${spec}`;

describe('a file that is not whole is refused, with its place', () => {
  test.each<[string, string | Uint8Array, string]>([
    [
      'tabs',
      'kind: Service\nmetadata:\n\tname: tab\n',
      ':3:1: tab characters must not be used in indentation',
    ],
    [
      'duplicate keys',
      'kind: Service\nkind: Pod\n',
      ':2:1: duplicated mapping key',
    ],
    [
      'duplicate keys in JSON',
      '{"kind": "Service",\n "kind": "Pod"}',
      ':2:2: duplicated mapping key',
    ],
    [
      'a second document',
      `${routes}---\nkind: Service\n  name: x\n`,
      ':16:7: bad indentation of a mapping entry',
    ],
    [
      'an alias bomb',
      bomb,
      ':1:1: its aliases make more than 1000000 values of it',
    ],
    [
      'a list of alias bombs',
      `kind: List\n${bomb}\nitems: *a9\n`,
      ':1:1: its aliases make',
    ],
    [
      'an alias inside itself',
      'kind: &a\n  b: *a\n',
      ':1:1: its aliases contain themselves',
    ],
    [
      'a chain of aliases',
      chain,
      ':1:1: its aliases contain themselves, or lead deeper',
    ],
    [
      'merge keys without end',
      `a: &a {x: 1}\n${'b: {<<: [*a, *a]}\n'.replace('b', 'c')}d: {<<: 7}\n`,
      ':3:',
    ],
    [
      '10,000 nested levels',
      nested(10_000),
      ':3:106: nesting exceeded maxDepth (100)',
    ],
    ['10,000 nested levels of JSON', `{"kind":${'['.repeat(10_000)}`, ':1:'],
    [
      'half of a quoted text',
      'kind: Service\nmetadata: { name: "pay',
      ':2:23: unexpected end of the stream',
    ],
    [
      'half of a list',
      'kind: Service\nspec: { ports: [{ port: 80',
      ':2:27: unexpected end of the stream',
    ],
    ['half of a key', 'apiVersion: v1\nkind: Service\nmeta', ':3:'],
    ['half of JSON', '{"kind": "Service",', ':1:'],
    ['an unknown tag', 'kind: !Ref Service\n', ':1:'],
    ['an unknown alias', 'kind: *service\n', ':1:'],
    [
      'binary',
      Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00]),
      ' is not UTF-8 text',
    ],
    [
      'UTF-16',
      Buffer.from('\ufeffkind: Service\n', 'utf16le'),
      ' is not UTF-8 text',
    ],
    ['a zero byte', 'kind: a\u0000b\n', ':1:'],
    ['an empty file', '', ' holds no Kubernetes object'],
    ['comments alone', '# nothing\n---\n', ' holds no Kubernetes object'],
    ['a text', 'hello\n', ':1:1: expected a Kubernetes object'],
    ['a list of texts', '[a, b]\n', ':1:1: expected a Kubernetes object'],
    [
      'what is no object',
      'replicas: 3\n',
      ':1:1: expected a Kubernetes object',
    ],
    ['33 MiB', Buffer.alloc(33 * megabyte, 'a: b\n'), ' is larger than 32 MiB'],
  ])('%s', async (_, content, message) => {
    write({ 'bad.yaml': content });
    const { status, out, err } = await cli([
      'gateways',
      'gateway.yaml',
      'bad.yaml',
    ]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`bad.yaml${message}`);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('all such files of a folder are named', async () => {
    write({
      'several/a.yaml': 'a: b: c',
      'several/b.json': '{',
      'several/c.yaml': routes,
    });
    const { status, err } = await cli(['gateways', 'several']);
    expect(status).toBe(2);
    expect(
      err
        .trim()
        .split('\n')
        .map(line => line.split(':')[0]),
    ).toEqual(['several/a.yaml', 'several/b.json']);
  });
});

describe('an object that is not as its kind is', () => {
  test.each([
    [
      'a text where a list belongs',
      object('  hosts: payments.my-company.io\n'),
      'bad.yaml:5:3: VirtualService b/a spec.hosts: expected a list of strings, found a string',
    ],
    [
      'a list where a map belongs',
      object('  - hosts: []\n'),
      'bad.yaml:4:1: VirtualService b/a spec: expected',
    ],
    [
      'a map where a list belongs',
      object('  hosts: [a]\n  http:\n    match: {}\n'),
      'bad.yaml:6:3: VirtualService b/a spec.http: expected',
    ],
    [
      'an unknown version',
      object('  hosts: [a]\n').replace('/v1', '/v9'),
      'bad.yaml:1:1: VirtualService b/a apiVersion: expected v1 or v1beta1 or v1alpha3, found v9',
    ],
    [
      'no kind',
      'apiVersion: v1\nmetadata: { name: a }\n',
      'bad.yaml:1:1: An object a kind: missing',
    ],
    ['no name', 'apiVersion: v1\nkind: Service\n', 'bad.yaml:1:1:'],
    [
      'half of the metadata',
      'apiVersion: v1\nkind: Service\nmetadata:\n  na',
      'bad.yaml:3:1:',
    ],
    [
      'labels that are no texts',
      'apiVersion: v1\nkind: Service\nmetadata: { name: a, labels: [x] }\n',
      'bad.yaml:3:',
    ],
    [
      'in a List',
      `kind: List\napiVersion: v1\nitems:\n  - ${object('  hosts: 7\n')
        .trim()
        .replaceAll('\n', '\n    ')}\n`,
      'bad.yaml:8:7:',
    ],
  ])(
    'is told with its place, and the answer is not to be trusted: %s',
    async (_, content, message) => {
      write({ 'bad.yaml': content });
      const { status, out, err } = await cli([
        'gateways',
        'gateway.yaml',
        'bad.yaml',
      ]);
      expect(status).toBe(2);
      expect(err).toContain(message);
      expect(out).toContain('Pod payments/gateway-1');
      expect(out).toContain('Left out, since malformed: bad.yaml');
    },
  );

  test('__proto__ and constructor are names like others', async () => {
    const labels = 'labels: { __proto__: { polluted: x }, constructor: y }';
    write({
      'bad.yaml': object('  hosts: [a]\n').replace(
        'name: a,',
        `name: a, ${labels},`,
      ),
    });
    expect((await cli(['gateways', 'bad.yaml'])).err).toContain('bad.yaml:3:');
    expect({}).not.toHaveProperty('polluted');
  });

  test('kinds that nobody knows are whatever they are', async () => {
    write({
      'other.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
    });
    expect(await cli(['gateways', 'gateway.yaml', 'other.yaml'])).toMatchObject(
      { status: 0, err: '' },
    );
  });
});

describe('folders', () => {
  test('hold other things as well, which is said', async () => {
    write({
      'tree/gateway.yaml': gateway,
      'tree/values.yaml': 'replicas: 3\n',
      'tree/empty.yml': '',
      'tree/.github/workflow.yaml': 'a: b: c',
      'tree/node_modules/x/x.yaml': 'a: b: c',
      'tree/README.md': 'a: b: c',
    });
    expect(await cli(['gateways', 'tree'])).toMatchObject({
      status: 0,
      err: 'Left out, since they hold other things than Kubernetes objects: tree/empty.yml, tree/values.yaml.\n',
    });
  });

  test('that hold nothing are refused: a slip must not pass for an empty cluster', async () => {
    mkdirSync(join(folder, 'nothing'));
    expect(await cli(['gateways', 'nothing'])).toMatchObject({
      status: 2,
      err: 'nothing holds no file named *.yaml, *.yml or *.json.\n',
    });
  });

  test('have links: to files they are followed, to folders they are not', async () => {
    write({ 'linked/gateway.yaml': gateway });
    symlinkSync('../routes.yaml', join(folder, 'linked/routes.yaml'));
    symlinkSync('.', join(folder, 'linked/round'));
    const { out, err } = await cli(['routes', 'linked']);
    expect(out).toContain('VirtualService payments/payments');
    expect(err).toBe('linked/round is a link to a folder: not followed.\n');
    symlinkSync('gone', join(folder, 'linked/gone.yaml'));
    expect(await cli(['routes', 'linked'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('linked/gone.yaml does not exist'),
    });
  });

  test('hold 10,000 files', async () => {
    write(
      Object.fromEntries(
        Array.from({ length: 10_000 }, (_, i) => [
          `many/${i % 100}/${i}.yaml`,
          routes.replaceAll('payments', `payments-${i}`),
        ]),
      ),
    );
    expect(
      await cli(['routes', 'gateway.yaml', 'routes.yaml', 'many']),
    ).toMatchObject({ status: 0, err: '' });
  });

  test('hold what cannot be read', async () => {
    write({ 'unreadable/gateway.yaml': gateway });
    symlinkSync('loop.yaml', join(folder, 'unreadable/loop.yaml'));
    expect(await cli(['gateways', 'unreadable'])).toMatchObject({
      status: 2,
      err: expect.stringMatching(
        /^unreadable\/loop.yaml could not be read: .*\n$/,
      ),
    });
  });
});

describe('configuration that is meant to hurt', () => {
  const url = (path: string) => [
    '--url',
    `http://payments.my-company.io${path}`,
  ];

  test('10,000 routes on one host', async () => {
    const many = Array.from(
      { length: 10_000 },
      (_, i) =>
        `    - match: [{ uri: { exact: /r${i} } }]\n      route: [{ destination: { host: payments } }]\n`,
    );
    write({ 'many.yaml': `${routes.split('    - match')[0]}${many.join('')}` });
    const { status, out } = await cli([
      'resolve',
      'gateway.yaml',
      'many.yaml',
      ...url('/r9999'),
    ]);
    expect(status).toBe(0);
    expect(out).toContain('9991 routes before do not match');
    expect(out).toContain('many.yaml:20007');
  });

  test('regular expressions that would keep a backtracking engine for ever', async () => {
    write({
      'regex.yaml': routes.replace(
        'prefix: /web',
        'regex: "/(a+)+(b|b)*(.*)*x"',
      ),
    });
    expect(
      await cli([
        'resolve',
        'gateway.yaml',
        'regex.yaml',
        ...url(`/${'a'.repeat(5000)}!`),
      ]),
    ).toMatchObject({ status: 1 });
  });

  test('delegates in a circle', async () => {
    const [head] = routes.split('    - match');
    const delegate = (name: string, to: string) => {
      const named = head.replace('name: payments', `name: ${name}`);
      return `---\n${named}    - delegate: { name: ${to} }\n`;
    };
    write({ 'circle.yaml': delegate('a', 'b') + delegate('b', 'a') });
    expect(
      await cli(['resolve', 'gateway.yaml', 'circle.yaml', ...url('/')]),
    ).toMatchObject({ status: 1 });
  });

  test('hosts */* beside ns/host', async () => {
    write({
      'hosts.yaml': gateway.replace(
        '[payments.my-company.io]',
        '["*/*", payments/payments.my-company.io]',
      ),
    });
    expect(
      await cli(['resolve', 'hosts.yaml', 'routes.yaml', ...url('/web')]),
    ).toMatchObject({ status: 0 });
  });
});
