import { gateway, routes } from './__testUtils__/payments';
import { workFolder } from './__testUtils__/workFolder';

const { cli, write, remove } = workFolder();
afterAll(remove);

const probe = (id: string, path: string) => ({
  id,
  workload: { namespace: 'payments', labels: { istio: 'payments' } },
  port: 80,
  tls: false,
  method: 'GET',
  host: 'payments.my-company.io',
  path,
});

beforeAll(() =>
  write({
    'payments/gateway.yaml': gateway,
    'payments/routes.yaml': routes,
    'probes.json': JSON.stringify([
      probe('served', '/web/1'),
      probe('lost', '/other'),
    ]),
    'odd-probe.json': JSON.stringify([
      probe('fine', '/'),
      { ...probe('odd', '/'), workload: { namespace: 'payments' } },
    ]),
    'one-probe.json': JSON.stringify([{ id: 'x', port: 80 }]),
  }),
);

const url = ['--url', 'http://payments.my-company.io/web'];

test('gateways are a table of what they listen on', async () => {
  expect(await cli(['gateways', 'payments'])).toEqual({
    status: 0,
    err: '',
    out: `GATEWAY                 READY  PORT  PROTOCOL  HOSTS
Pod payments/gateway-1  0/1    80    HTTP      payments.my-company.io
`,
  });
});

test('routes are a table in the order in which they are tried', async () => {
  expect(await cli(['routes', 'payments'])).toEqual({
    status: 0,
    err: '',
    out: `GATEWAY                 PORT  HOST                       MATCH  ACTION                                    SOURCE
Pod payments/gateway-1  80    payments.my-company.io  1  /web…  payments.payments.svc.cluster.local:8080  VirtualService payments/payments spec.http[0].match[0]
`,
  });
});

test('routes of a host are those of the virtual host that answers for it', async () => {
  write({
    'wildcard.yaml': routes
      .replace('name: payments,', 'name: wildcard,')
      .replace('hosts: [payments.', 'hosts: [wild.')
      .replace('/web', '/wild'),
    'open.yaml': gateway.replace('[payments.my-company.io]', '["*"]'),
  });
  const sources = ['open.yaml', 'payments/routes.yaml', 'wildcard.yaml'];
  const { out } = await cli([
    'routes',
    ...sources,
    '--host',
    'WILD.my-company.io',
  ]);
  expect(out).toContain('/wild…');
  expect(out).not.toContain('/web…');
  expect(
    await cli(['routes', ...sources, '--host', 'other.my-company.io']),
  ).toMatchObject({
    status: 1,
    out: 'No route is there for other.my-company.io.\n',
  });
});

test('a request is answered with every step and the YAML that decides', async () => {
  expect(await cli(['resolve', 'payments', ...url])).toEqual({
    status: 0,
    err: '',
    out: `GET http://payments.my-company.io/web

Pod payments/gateway-1 → payments.payments.svc.cluster.local:8080
  ✓ Pod payments/gateway-1 receives the request
  ✓ Service gateway leads port 80 to port 8080 of the pods  (Service payments/gateway spec.ports)
  ✓ HTTP server takes plaintext  (Gateway payments/gateway spec.servers[0])
  ✓ Virtual host payments.my-company.io answers for payments.my-company.io
  ✓ /web…  (VirtualService payments/payments spec.http[0].match[0])
  ✓ 100 % to payments.payments.svc.cluster.local:8080  (Service payments/payments)

  payments/routes.yaml:10
  10 │ - uri:
  11 │     prefix: /web
`,
  });
});

test('an answer can be pasted in a pull request', async () => {
  expect((await cli(['resolve', 'payments', ...url, '-o', 'markdown'])).out)
    .toBe(`**\`GET http://payments.my-company.io/web\`**

| Gateway | Answer | Decided by |
| --- | --- | --- |
| \`Pod payments/gateway-1\` | ✅ \`payments.payments.svc.cluster.local:8080\` | \`VirtualService payments/payments spec.http[0].match[0]\` |

\`payments/routes.yaml:10\`

\`\`\`yaml
- uri:
    prefix: /web
\`\`\`
`);
});

test('a request that no gateway answers is a no, and so is one to a service that does not exist', async () => {
  write({ 'nowhere.yaml': routes.replace('host: payments }', 'host: gone }') });
  const other = ['--url', 'http://payments.my-company.io/other'];
  expect(await cli(['resolve', 'payments', ...other])).toMatchObject({
    status: 1,
    out: expect.stringContaining('→ 404, no route'),
  });
  expect(
    await cli(['resolve', 'payments/gateway.yaml', 'nowhere.yaml', ...url]),
  ).toMatchObject({
    status: 1,
    out: expect.stringContaining(
      'gone.payments.svc.cluster.local:80 (does not exist)',
    ),
  });
});

test('probes are answered as JSON, and one that is lost sets the exit status', async () => {
  const { status, out } = await cli([
    'resolve',
    'payments',
    '--probes',
    'probes.json',
    '--output',
    'json',
  ]);
  expect(status).toBe(1);
  expect(JSON.parse(out)).toEqual([
    {
      id: 'served',
      outcome: 'route',
      destinations: [
        {
          cluster: 'outbound|8080||payments.payments.svc.cluster.local',
          weight: 100,
          clusterExists: true,
        },
      ],
      route: {
        kind: 'VirtualService',
        namespace: 'payments',
        name: 'payments',
      },
    },
    { id: 'lost', outcome: 'no-route', destinations: [] },
  ]);
});

test('several clusters each answer, and say which they are', async () => {
  const east = ['east=payments', 'west=payments/gateway.yaml'];
  expect((await cli(['gateways', ...east])).out).toBe(
    `CLUSTER  GATEWAY                 READY  PORT  PROTOCOL  HOSTS
east     Pod payments/gateway-1  0/1    80    HTTP      payments.my-company.io
west     Pod payments/gateway-1  0/1    80    HTTP      payments.my-company.io
`,
  );
  const { out } = await cli(['resolve', ...east, ...url]);
  expect(out).toContain('east: Pod payments/gateway-1 → payments.payments');
  expect(out).toContain('west: Pod payments/gateway-1 → 404, no route');
});

test('a client inside the mesh is answered by its sidecar', async () => {
  const ask = (from: string, path: string) =>
    cli([
      'resolve',
      'payments',
      '--from',
      from,
      '--url',
      `http://payments.payments:8080${path}`,
    ]);
  expect(await ask('orders/app=checkout', '/web')).toMatchObject({
    status: 0,
    out: expect.stringContaining(
      'A client in orders → payments.payments.svc.cluster.local:8080',
    ),
  });
  expect(await ask('orders/app', '/')).toMatchObject({
    status: 2,
    err: expect.stringContaining('--from orders/app names no client'),
  });
});

test("colour is the terminal's business", async () => {
  const { out } = await cli(['resolve', 'payments', ...url], {
    style: (format, text) => `<${format}>${text}</${format}>`,
  });
  expect(out).toContain('<green>✓</green> Pod payments/gateway-1');
  expect(out).toContain('<dim>10 │</dim> - uri:');
});

test('a host that would colour the terminal is shown as it is written', async () => {
  const hostile = routes.replace('prefix: /web', 'prefix: "/web\\e[31m`|x"');
  const { out } = await cli(['routes', 'payments/gateway.yaml', '-'], {
    stdin: hostile,
  });
  expect(out).toContain('/web\\u001b[31m`|x…');
  const { err } = await cli(['routes', '-'], {
    stdin: 'kind: Service\nmetadata: { name: "\\e[31m" }\n',
  });
  expect(err).toContain('\\u001b[31m');
  const markdown = await cli(
    ['routes', 'payments/gateway.yaml', '-', '-o', 'markdown'],
    { stdin: hostile },
  );
  expect(markdown.out).toContain('``/web\\u001b[31m`\\|x…``');
});

describe('standing in for documentation', () => {
  test.each([
    [['--help'], 'product-gateways COMMAND --help'],
    [['help', 'routes'], '--host HOST'],
    [['resolve', '--help'], '--url URL'],
    [['gateways', '-h'], '--mesh-config FILE'],
    [['--version'], '0.1.0'],
  ])('%j', async (args, text) => {
    expect(await cli(args)).toEqual({
      status: 0,
      err: '',
      out: expect.stringContaining(text),
    });
  });

  test.each([
    [['gateways', 'gone.yaml'], 'gone.yaml does not exist'],
    [['gateways'], 'Name at least one file'],
    [['gateways', ''], "'' names no file"],
    [
      ['gateways', 'payments', '--output', 'markdwon'],
      'Did you mean markdown?',
    ],
    [['gateways', 'payments', '--contxt', 'x'], 'Did you mean --context?'],
    [['gateways', 'payments', '--context'], '--context'],
    [['resolve', 'payments'], 'Say which request'],
    [['resolve', 'payments', '--url', 'payments.my-company.io'], 'is no URL'],
    [['resolve', 'payments', '--url', 'http://x:99999/'], 'is no URL'],
    [
      ['resolve', 'payments', ...url, '--gateway', 'edge/nope'],
      'No gateway edge/nope is there, only: payments/gateway-1',
    ],
    [['resolve', 'payments', ...url, '-H', 'x'], 'Header x has no colon'],
    [
      ['resolve', 'payments', '--probes', 'payments/gateway.yaml'],
      'gateway.yaml is not JSON',
    ],
    [
      ['resolve', 'payments', '--probes', 'one-probe.json'],
      'one-probe.json [0]: tls must be a boolean',
    ],
    [
      ['resolve', 'payments', '--probes', 'odd-probe.json'],
      'odd-probe.json [1]: workload must be an object with namespace and labels',
    ],
    [['resolv'], 'Unknown command resolv. Did you mean resolve?'],
    [['analyse'], 'There are: gateways, routes, resolve'],
    [['constructor'], 'Unknown command constructor'],
  ])('%j is refused with one line', async (args, message) => {
    const { status, out, err } = await cli(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
