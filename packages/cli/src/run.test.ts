import { run } from './run';
import { Io, Refusal } from './io';

const files: Record<string, string> = {
  'gateway.yaml': `
apiVersion: v1
kind: Pod
metadata: { name: gateway-1, namespace: payments, labels: { istio: payments } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: payments }
spec: { selector: { istio: payments }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gateway, namespace: payments }
spec:
  selector: { istio: payments }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [payments.my-company.io] }]
`,
  'routes.json': JSON.stringify({
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'payments', namespace: 'payments' },
        spec: { ports: [{ port: 8080 }] },
      },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'payments', namespace: 'payments' },
        spec: {
          hosts: ['payments.my-company.io'],
          gateways: ['gateway'],
          http: [
            {
              match: [{ uri: { prefix: '/web' } }],
              route: [{ destination: { host: 'payments' } }],
            },
          ],
        },
      },
    ],
  }),
  'probes.json': JSON.stringify([
    probe('served', '/web/1'),
    probe('lost', '/other'),
  ]),
  'half.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: tab\n',
  'twice.yaml': 'kind: Service\nkind: Pod\n',
  'bomb.yaml': `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh']
    .map((name, index) => {
      const before = 'abcdefg'[index];
      return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
    })
    .join('\n')}\n`,
};

function probe(id: string, path: string) {
  const workload = { namespace: 'payments', labels: { istio: 'payments' } };
  return {
    id,
    workload,
    port: 80,
    tls: false,
    method: 'GET',
    host: 'payments.my-company.io',
    path,
  };
}

async function runWith(...args: string[]) {
  let out = '';
  let err = '';
  const io: Io = {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    read: async path => {
      if (!Object.hasOwn(files, path))
        throw new Refusal(`${path} does not exist`);
      return files[path];
    },
    files: async path => [path],
  };
  const status = await run(args, io);
  return { status, out, err };
}

const both = ['gateway.yaml', 'routes.json'];

test('gateways are a table of what they listen on', async () => {
  expect(await runWith('gateways', ...both)).toEqual({
    status: 0,
    err: '',
    out: `GATEWAY                 READY  PORT  PROTOCOL  HOSTS
Pod payments/gateway-1  0/1    80    HTTP      payments.my-company.io
`,
  });
});

test('routes are a table in the order in which they are tried', async () => {
  expect(await runWith('routes', ...both)).toEqual({
    status: 0,
    err: '',
    out: `GATEWAY                 PORT  HOST                       MATCH  ACTION                                    SOURCE
Pod payments/gateway-1  80    payments.my-company.io  1  /web…  payments.payments.svc.cluster.local:8080  VirtualService payments/payments spec.http[0].match[0]
`,
  });
  expect(
    await runWith('routes', ...both, '--host', 'other.my-company.io'),
  ).toMatchObject({ status: 1 });
});

test('a request is answered with every step', async () => {
  expect(
    await runWith(
      'resolve',
      ...both,
      '--url',
      'http://payments.my-company.io/web',
    ),
  ).toEqual({
    status: 0,
    err: '',
    out: `Pod payments/gateway-1 route
  ✓ Pod payments/gateway-1 receives the request
  ✓ Service gateway leads port 80 to port 8080 of the pods  (Service payments/gateway spec.ports)
  ✓ HTTP server takes plaintext  (Gateway payments/gateway spec.servers[0])
  ✓ Virtual host payments.my-company.io answers for payments.my-company.io
  ✓ /web…  (VirtualService payments/payments spec.http[0].match[0])
  ✓ 100 % to payments.payments.svc.cluster.local:8080  (Service payments/payments)
`,
  });
});

test('probes are answered as JSON, and one that is lost sets the exit status', async () => {
  const { status, out } = await runWith(
    'resolve',
    ...both,
    '--probes',
    'probes.json',
    '--output',
    'json',
  );
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

test.each([
  [['gateways', 'gone.yaml'], 'gone.yaml does not exist'],
  [['gateways'], 'Name at least one file'],
  [['gateways', 'half.yaml'], 'half.yaml:4:'],
  [['gateways', 'twice.yaml'], 'twice.yaml:2:1 Map keys must be unique'],
  [['gateways', 'bomb.yaml'], 'bomb.yaml Excessive alias count'],
  [
    ['gateways', 'gateway.yaml', '--output', 'xml'],
    '--output xml is not known',
  ],
  [['gateways', 'gateway.yaml', '--nope'], "Unknown option '--nope'"],
  [['resolve', 'gateway.yaml'], 'Say which request'],
  [['resolve', 'gateway.yaml', '--url', 'payments.my-company.io'], 'is no URL'],
  [
    ['resolve', 'gateway.yaml', '--url', 'http://x/', '--gateway', 'edge/nope'],
    'No gateway edge/nope is there, only payments/gateway-1',
  ],
  [
    ['resolve', 'gateway.yaml', '--probes', 'gateway.yaml'],
    'gateway.yaml is not JSON',
  ],
  [
    ['resolve', 'gateway.yaml', '--probes', 'routes.json'],
    'routes.json holds no list of probes',
  ],
  [['analyse'], 'Unknown command analyse'],
])('%j is refused with one line', async (args, message) => {
  const { status, out, err } = await runWith(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(message);
  expect(err.trim().split('\n')).toHaveLength(1);
});
