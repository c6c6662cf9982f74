import { readManifests } from './manifests';

const service = (name: string, more = '') => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: payments
${more}`;
const ref = (name: string) => ({
  group: '',
  kind: 'Service',
  namespace: 'payments',
  name,
});

const read = (files: Record<string, string>) =>
  readManifests(new Map(Object.entries(files)), 'clusters/east');

describe('an object is found by what it is, wherever it lies', () => {
  const files = {
    'clusters/east/apps/all.yml': `${service('a')}---\n# two\n${service('b')}`,
    'clusters/east/c.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'c', namespace: 'payments' },
    }),
    'clusters/east/list.yaml': `apiVersion: v1
kind: List
items:
  - ${service('d').replaceAll('\n', '\n    ').trim()}
`,
    'clusters/eastern/e.yaml': service('e'),
    'clusters/east/f.txt': service('f'),
    'clusters/east/kustomization.yaml': 'resources: [c.json]\n',
    'clusters/east/empty.yaml': '# nothing yet\n',
  };
  test.each<[string, string | undefined, string]>([
    ['a', 'clusters/east/apps/all.yml', 'first of two documents'],
    ['b', 'clusters/east/apps/all.yml', 'second of two documents'],
    ['c', 'clusters/east/c.json', 'JSON'],
    ['d', 'clusters/east/list.yaml', 'an item of a List'],
    ['e', undefined, "another folder whose name begins like the cluster's"],
    ['f', undefined, 'no manifest by its name'],
  ])('%s in %s: %s', (name, file, _) => {
    expect(read(files).find(ref(name))[0]?.file).toBe(file);
    expect(read(files).problems).toEqual([]);
  });
});

it('tells an object of one group from its namesake of another', () => {
  const gateway = (group: string) =>
    `apiVersion: ${group}/v1\nkind: Gateway\nmetadata: { name: g, namespace: n }\n`;
  const manifests = read({
    'clusters/east/a.yaml': gateway('networking.istio.io'),
    'clusters/east/b.yaml': gateway('gateway.networking.k8s.io'),
  });
  const found = manifests.find({
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: 'n',
    name: 'g',
  });
  expect(found.map(({ file }) => file)).toEqual(['clusters/east/b.yaml']);
});

it('passes over templates, and names them', () => {
  const manifests = read({
    'clusters/east/chart/templates/service.yaml': service(
      '{{ .Release.Name }}',
    ),
    'clusters/east/a.yaml': service('a'),
  });
  expect(manifests.templates).toEqual([
    'clusters/east/chart/templates/service.yaml',
  ]);
  expect(manifests.all).toHaveLength(1);
});

describe('what is broken is a problem with its line; the rest is read', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefghi'].map((to, index) => {
      const from = 'abcdefgh'[index];
      return `${to}: &${to} [${Array(9).fill(`*${from}`).join(',')}]`;
    }),
  ].join('\n');
  const staircase = Array.from(
    { length: 5000 },
    (_, depth) => `${' '.repeat(depth)}a:`,
  ).join('\n');
  test.each([
    ['syntax', `${service('a')}---\nkind: [\n`, 8, ['a']],
    [
      'the same key twice',
      `${service('a', 'kind: Pod\n')}---\n${service('b')}`,
      6,
      ['b'],
    ],
    ['an alias without its anchor', service('a', 'spec: *gone\n'), 1, []],
    ['an alias bomb', service('a', bomb), 1, []],
    ['deep flow', service('a', `spec: ${'['.repeat(20000)}`), 6, []],
    ['deep blocks', service('a', staircase), 1, []],
    ['a huge file', service('a', `x: "${'x'.repeat(1_000_000)}"`), 1, []],
  ])('%s', (_, text, line, names) => {
    const { all, problems } = read({ 'clusters/east/x.yaml': text });
    expect(problems[0]).toMatchObject({ file: 'clusters/east/x.yaml', line });
    expect(all.map(({ object }) => object.metadata.name)).toEqual(names);
  });
});

it('reads no file again that the next commit leaves as it is', () => {
  const files = { 'clusters/east/a.yaml': service('a') };
  const changed = { 'clusters/east/b.yaml': service('b') };
  const [before] = read(files).find(ref('a'));
  const after = read({ ...files, ...changed });
  expect(after.find(ref('a'))[0].object).toBe(before.object);
  expect(after.find(ref('b'))).toHaveLength(1);
});

it('tells a problem of each file that has it', () => {
  const broken = 'a: [';
  const { problems } = read({
    'clusters/east/a.yaml': broken,
    'clusters/east/b.yaml': broken,
  });
  expect(problems.map(({ file }) => file)).toEqual([
    'clusters/east/a.yaml',
    'clusters/east/b.yaml',
  ]);
});
