import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { places } from '../start/places';
import { reader } from '../start/reader';
import { startPlayground, type Playground } from '../start/startPlayground';
import { readState } from '../start/stateFiles';
import { eventually } from '../testing/eventually';
import { run } from './run';

let folder: string;
let playground: Playground;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  playground = await startPlayground({
    places: places.map(place => ({ ...place, port: 0 })),
    forgePort: 0,
    folder,
    log: () => {},
  });
});

afterAll(async () => {
  await playground.stop();
  await rm(folder, { recursive: true });
});

async function playWith(line: string, where = folder) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(line.split(' ').filter(Boolean), {
    folder: where,
    out: text => out.push(text),
    err: text => err.push(text),
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const east = () => playground.sites[0].cluster;

it.each([
  ['--help', 0, 'edit route CLUSTER'],
  ['', 2, 'edit route CLUSTER'],
])('%j lists the commands', async (line, status, text) => {
  const result = await playWith(line);
  expect(result.status).toBe(status);
  expect(result.out).toContain(text);
});

it.each([
  ['burn east', 'There is no command burn east.'],
  ['edit scale east istio-system/istio-ingressgateway', 'REPLICAS is missing.'],
  [
    'edit scale mars istio-system/istio-ingressgateway 3',
    'There is no cluster mars. There are: east, west.',
  ],
  ['edit scale east istio-ingressgateway 3', 'is not NAMESPACE/NAME'],
  [
    'edit scale east payments/paymnts 3',
    'There are: analytics-dashboards/dashboards, ',
  ],
  [
    'edit scale east payments/payments many',
    'REPLICAS is a whole number, not many.',
  ],
  [
    'edit route east payments/payments /webb credit-card',
    'There is no route of /webb. There are: /web, /.',
  ],
  [
    'edit route east payments/payments /web nothing',
    'There is no Service payments/nothing.',
  ],
  ['break stop', 'CLUSTER is missing.'],
  ['break stop mars', 'There is no cluster mars.'],
  ['break silence east now', 'now is too much.'],
  ['break slow east soon', 'SECONDS is a whole number, not soon.'],
  ['break forge', 'down or refuse is missing.'],
  ['break forge refuse 418', 'There are: 401, 403, 500.'],
  ['heal mars', 'There are: east, west, forge.'],
])('%s: %s', async (line, message) => {
  const { status, err } = await playWith(line);
  expect(status).toBe(2);
  expect(err).toContain(message);
});

it('says that the portal does not read what it should be forbidden', async () => {
  const { status, err } = await playWith('break forbid east secrets');
  expect(status).toBe(1);
  expect(err).toContain('The portal does not read secrets. It reads: ');
});

it('says that nothing runs where nothing runs', async () => {
  const { status, err } = await playWith('status', join(folder, 'nowhere'));
  expect(status).toBe(1);
  expect(err).toContain('Start it with: npm start');
});

it('scales, edits a route, and resets both', async () => {
  await playWith('edit scale east istio-system/istio-ingressgateway 3');
  await playWith('edit route east payments/payments /web credit-card');
  const client = east().client('admin');
  const route = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { namespace: 'payments', name: 'payments' },
  };
  const gateway = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'istio-system', name: 'istio-ingressgateway' },
  };
  const readyReplicas = (n: number) =>
    eventually(async () =>
      expect((await client.get(gateway)).status).toMatchObject({
        readyReplicas: n,
      }),
    );
  await readyReplicas(3);
  const hosts = async () => JSON.stringify((await client.get(route)).spec);
  expect(await hosts()).toContain('credit-card.payments.svc.cluster.local');
  expect(await playWith('reset')).toMatchObject({ status: 0 });
  expect(await hosts()).not.toContain('credit-card');
  await readyReplicas(2);
});

it('breaks and heals a cluster, and says so', async () => {
  expect((await playWith('break forbid east gateways')).out).toContain(
    'east forbids the portal to read gateways. End it with: heal east',
  );
  expect((await playWith('status')).out).toMatch(/^east .*, broken: forbid$/m);
  const read = () =>
    east().client(reader).raw('GET', '/apis/networking.istio.io/v1/gateways');
  expect((await read()).status).toBe(403);
  await playWith('heal');
  expect((await read()).status).toBe(200);
  expect((await playWith('status')).out).not.toContain('broken');
});

it('edits no cluster that would not answer', async () => {
  await playWith('break silence west');
  const { status, err } = await playWith('edit scale west payments/payments 3');
  expect(status).toBe(1);
  expect(err).toContain('it is broken (silence). End it with: heal west');
  await playWith('heal west');
});

it('breaks and heals the forge', async () => {
  await playWith('break forge refuse 500');
  const { url } = playground.forge;
  expect((await fetch(`${url}/api/v1/version`)).status).toBe(500);
  await playWith('break forge down');
  await expect(fetch(url)).rejects.toThrow();
  await playWith('heal forge');
  expect((await fetch(`${url}/api/v1/version`)).status).toBe(200);
});

it('lets nobody in without the token', async () => {
  const state = await readState(folder);
  const response = await fetch(`${state?.control.url}/reset`, {
    method: 'POST',
  });
  expect(response.status).toBe(401);
});
