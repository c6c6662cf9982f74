import { KubeConfig } from '@kubernetes/client-node';
import type { KubernetesObject } from '@product-gateways/sample-cluster';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts } from '../forge/accounts';
import { mainBranch } from '../git/Repository';
import { Clone } from '../testing/Clone';
import { eventually } from '../testing/eventually';
import { places } from './places';
import { reader } from './reader';
import { startPlayground, type Playground } from './startPlayground';
import { readState } from './stateFiles';

const route: KubernetesObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { namespace: 'payments', name: 'payments' },
};
const routeFile = 'clusters/east/payments/virtualservice-payments.yaml';

let folder: string;
let playground: Playground;
const lines: string[] = [];

const start = () =>
  startPlayground({
    places: places.map(place => ({ ...place, port: 0 })),
    forgePort: 0,
    folder,
    log: line => lines.push(line),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-'));
  playground = await start();
});

afterAll(async () => {
  await playground.stop();
  await rm(folder, { recursive: true });
});

afterEach(() => playground.reset());

const site = (name: string) => {
  const found = playground.sites.find(each => each.name === name);
  if (!found) throw new Error(`no cluster ${name}`);
  return found;
};
const client = (name: string, identity = 'admin') =>
  site(name).cluster.client(identity);

/** A person's change, from a branch to main. */
async function mergeChange(branch: string, text: string) {
  const clone = await Clone.of(
    playground.forge.url,
    accounts.portal,
    join(folder, branch),
  );
  await clone.push(branch, { [routeFile]: text });
  const api = `${playground.forge.url}/api/v1/repos/platform/deploy/pulls`;
  const headers = {
    authorization: `token ${accounts.portal.password}`,
    'content-type': 'application/json',
  };
  const opened = await fetch(api, {
    method: 'POST',
    headers,
    body: JSON.stringify({ title: branch, head: branch, base: mainBranch }),
  });
  const { number } = await opened.json();
  await fetch(`${api}/${number}/merge`, { method: 'POST', headers });
}

const seeded = () =>
  playground.forge.repository
    .text(mainBranch, routeFile)
    .then(text => text ?? '');

it('says each step in a plain line', () => {
  expect(lines.slice(0, 3)).toEqual([
    expect.stringMatching(/^The forge is at http:\/\/localhost:\d+\.$/),
    expect.stringMatching(/^east: a sample API server at https:/),
    expect.stringMatching(/^west: a sample API server at https:/),
  ]);
  expect(lines.join('\n')).toContain('east: at commit');
});

it('is ready once git is applied to every cluster', async () => {
  expect((await fetch(`${playground.forge.url}/ready`)).status).toBe(200);
  const state = await readState(folder);
  const commit = await playground.forge.repository.commitOf(mainBranch);
  expect(state?.clusters).toMatchObject({ east: { commit }, west: { commit } });
});

it('writes a kubeconfig for people and one for the portal', async () => {
  const config = new KubeConfig();
  config.loadFromFile(join(folder, 'kubeconfig'));
  expect(config.getContexts().map(({ name }) => name)).toEqual([
    'east',
    'west',
  ]);
  const portal = await readFile(join(folder, 'reader.kubeconfig'), 'utf8');
  expect(portal).toContain(`${reader}@east`);
});

it('applies what is merged, and only then', async () => {
  const { commit } = site('east').report ?? {};
  const changed = (await seeded()).replace('prefix: /web', 'prefix: /shop');
  await mergeChange('shop', changed);
  await eventually(async () =>
    expect(JSON.stringify(await client('east').get(route))).toContain('/shop'),
  );
  await eventually(() => {
    expect(site('east').report?.commit).not.toBe(commit);
    expect(site('west').report?.commit).toBe(site('east').report?.commit);
  });
});

it('keeps a change by hand until the next reset', async () => {
  await client('east').patch(route, { metadata: { labels: { by: 'hand' } } });
  await client('east').patch(route, { spec: { hosts: ['x.my-company.io'] } });
  await playground.reset();
  expect(await client('east').get(route)).toMatchObject({
    spec: { hosts: ['payments.my-company.io'] },
  });
  expect((await client('east').get(route)).metadata.labels).toBeUndefined();
});

it('keeps merged changes across starts', async () => {
  await mergeChange('kept', (await seeded()).replace('/web', '/kept'));
  await playground.stop();
  playground = await start();
  expect(JSON.stringify(await client('east').get(route))).toContain('/kept');
});

it('catches up with a merge that happened while a cluster was away', async () => {
  await site('east').break({ kind: 'stop' });
  await mergeChange('away', (await seeded()).replace('/web', '/away'));
  await eventually(() =>
    expect(site('east').failure).toContain('ECONNREFUSED'),
  );
  await site('east').heal();
  await eventually(async () =>
    expect(JSON.stringify(await client('east').get(route))).toContain('/away'),
  );
});

it('takes up its work after a silent cluster is healed', async () => {
  await site('west').break({ kind: 'silence' });
  await site('west').heal();
  const payments = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'payments', name: 'payments' },
  };
  await client('west').patch(payments, { spec: { replicas: 3 } });
  await eventually(async () =>
    expect((await client('west').get(payments)).status).toMatchObject({
      readyReplicas: 3,
    }),
  );
});

it('forbids the portal one resource, and gives it back', async () => {
  const list = () =>
    client('east', reader).raw(
      'GET',
      '/apis/networking.istio.io/v1/virtualservices',
    );
  await site('east').break({ kind: 'forbid', resource: 'virtualservices' });
  expect((await list()).status).toBe(403);
  await site('east').heal();
  expect((await list()).status).toBe(200);
});
