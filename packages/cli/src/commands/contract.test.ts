import { gateway, routes } from '../__testUtils__/payments';
import { workFolder } from '../__testUtils__/workFolder';

const { cli, write, git, remove } = workFolder();
afterAll(remove);

const changed = (from: string, to: string) => routes.replace(from, to);

beforeAll(() => {
  write({
    'base.yaml': gateway,
    'routes.yaml': routes,
    'moved.yaml': changed('/web', '/api'),
    'more.yaml': `${routes}    - route:\n        - destination: { host: payments }\n`,
    'slower.yaml': `${routes}      timeout: 3s\n`,
    'split.yaml': changed('host: payments }', 'host: web }'),
    'web.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: payments }\nspec: { ports: [{ port: 8080 }] }\n',
    'regex.yaml': changed('prefix: /web', 'regex: /w(e|x)b.*'),
  });
});

const both = ['--with', 'base.yaml', '--with', 'web.yaml'];

describe('what a change does to an API', () => {
  test.each<[string, string, number, string]>([
    ['routes.yaml', 'routes.yaml', 0, 'Kept: 1 as before.'],
    ['routes.yaml', 'moved.yaml', 1, 'Broken: 1 lost, 1 newly reachable.'],
    ['routes.yaml', 'more.yaml', 0, 'newly reachable'],
    ['routes.yaml', 'slower.yaml', 1, 'Broken: 1 policy changed.'],
    ['routes.yaml', 'split.yaml', 1, 'Broken: 1 service changed.'],
    ['more.yaml', 'routes.yaml', 1, 'lost'],
  ])('%s → %s: %d', async (before, after, status, sentence) => {
    const answer = await cli(['contract', before, after, ...both]);
    expect(answer).toMatchObject({ status, err: '' });
    expect(answer.out).toContain(sentence);
  });

  test('is told with what decides, before and after', async () => {
    const { out } = await cli([
      'contract',
      'routes.yaml',
      'slower.yaml',
      '--with',
      'base.yaml',
    ]);
    expect(out).toContain(
      'payments.my-company.io, port 80, plaintext, at payments/Pod/gateway-1\n  ✗ /web…',
    );
    expect(out).toContain('for example GET http://payments.my-company.io/web');
    expect(out).toContain('after slower.yaml:14\n      14 │ timeout: 3s\n');
  });

  test('breaks the API as far as the caller says', async () => {
    const slower = ['contract', 'routes.yaml', 'slower.yaml', ...both];
    expect(
      await cli([...slower, '--fail-on', 'lost,service-changed']),
    ).toMatchObject({
      status: 0,
      out: expect.stringContaining('Kept: 1 policy changed.'),
    });
    const more = ['contract', 'routes.yaml', 'more.yaml', ...both];
    expect(await cli([...more, '--fail-on', 'newly-reachable'])).toMatchObject({
      status: 1,
    });
    expect(await cli([...more, '--fail-on', 'lots'])).toMatchObject({
      status: 2,
      err: "--fail-on knows no verdict 'lots'. Did you mean lost?\n",
    });
  });

  test('of one host alone', async () => {
    const moved = ['contract', 'routes.yaml', 'moved.yaml', ...both];
    expect(
      await cli([...moved, '--host', 'payments.my-company.io']),
    ).toMatchObject({ status: 1 });
    expect(await cli([...moved, '--host', 'pay.my-company.io'])).toMatchObject({
      status: 2,
      out: 'Neither side serves any such host.\n',
    });
  });

  test('is JSON for machines', async () => {
    const { out } = await cli([
      'contract',
      'routes.yaml',
      'moved.yaml',
      ...both,
      '-o',
      'json',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      answer: 'broken',
      clusters: [
        {
          cluster: 'files',
          counts: { lost: 1, 'newly-reachable': 1 },
          contracts: [{ host: 'payments.my-company.io', port: 80 }],
        },
      ],
    });
  });

  test('is Markdown for a pull request', async () => {
    const { out } = await cli([
      'contract',
      'routes.yaml',
      'moved.yaml',
      ...both,
      '-o',
      'markdown',
    ]);
    expect(out).toContain(
      '**Broken: 1 lost, 1 newly reachable.**\n\n|  | Host |',
    );
    expect(out).toContain(
      '| ❌ lost | `payments.my-company.io, port 80, plaintext` |',
    );
    expect(out).toContain(
      'before, `routes.yaml:10`\n\n```yaml\n- uri:\n    prefix: /web\n```',
    );
  });

  test('could not be told where part of a side is malformed', async () => {
    write({
      'malformed.yaml': changed(
        '[payments.my-company.io]',
        'payments.my-company.io',
      ),
    });
    expect(
      await cli(['contract', 'routes.yaml', 'malformed.yaml', ...both]),
    ).toMatchObject({
      status: 2,
      err: expect.stringContaining('malformed.yaml:6:3: VirtualService'),
      out: expect.stringContaining(
        'Could not tell, since not everything was read',
      ),
    });
  });
});

test.each([
  [['routes.yaml'], 'Name two sources'],
  [['routes.yaml', 'moved.yaml', 'more.yaml'], 'Name two sources'],
  [
    ['routes.yaml', '--ref', 'main', '--context', 'east'],
    'leave out --context',
  ],
])('contract %j is refused', async (args, message) => {
  const { status, out, err } = await cli(['contract', ...args]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(message);
});

describe('a working tree against a git ref', () => {
  beforeAll(() => {
    write({ 'east/gateway.yaml': gateway, 'east/routes.yaml': routes });
    write({ 'west/gateway.yaml': gateway, 'west/routes.yaml': routes });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'as it was');
    write({ 'east/routes.yaml': changed('/web', '/api') });
  });

  test.each([
    [['--ref', 'main', 'west'], 0],
    [['--ref', 'main', 'east'], 1],
    [['git:main:east', 'east'], 1],
    [['git:main:east', 'git:main:west'], 0],
    [['west', 'east'], 1],
  ])('%j: %d', async (args, status) => {
    expect(await cli(['contract', ...args])).toMatchObject({ status, err: '' });
  });

  test('of a folder that is new', async () => {
    write({ 'north/gateway.yaml': gateway, 'north/routes.yaml': routes });
    expect(await cli(['contract', '--ref', 'main', 'north'])).toEqual({
      status: 0,
      err: 'There is no north in main: nothing was there before.\n',
      out: expect.stringContaining('Kept: 1 newly reachable'),
    });
    expect(await cli(['contract', '--ref', 'main', 'nort'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('nort does not exist.'),
    });
  });

  test('cluster by cluster', async () => {
    const { out } = await cli([
      'contract',
      '--ref',
      'main',
      'east=east',
      'west=west',
    ]);
    expect(out).toContain('east: payments.my-company.io, port 80');
    expect(out).toContain('before git:main:east/routes.yaml:10');
    expect(out).toContain('Broken: 1 lost, 1 newly reachable.');
  });
});
