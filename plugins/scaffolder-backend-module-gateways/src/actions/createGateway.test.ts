import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import { createGatewayAction } from './createGateway';

type Context = Parameters<ReturnType<typeof createGatewayAction>['handler']>[0];

const path = 'clusters/east/payments/gateway-payments-gateway.yaml';
const plan: ChangePlan = {
  outcome: 'change',
  title: 'Give Payments its own gateway in east',
  summary: 'Adds a gateway.',
  intent: { kind: 'create-gateway', product: 'system:default/payments' },
  repository: {
    url: 'https://forge.example/platform/deploy',
    branch: 'main',
    revision: 'c0ffee',
  },
  branch: 'gateways-payments-create-gateway-0a1b2c3d',
  body: '## Why ${{ secrets.X }}',
  files: [
    {
      path,
      change: 'added',
      content: 'kind: Gateway\n',
      diff: '+kind: Gateway\n',
    },
  ],
  callers: [],
  touches: { clusters: [], namespaces: [], hosts: [], products: [] },
  conditions: [],
  warnings: ['Mind the step.'],
  rollback: 'Revert.',
};
const input = {
  product: 'system:default/payments',
  cluster: 'east',
  hosts: ['payments.my-company.io'],
};

let server: Server;
let workspacePath: string;
let answer: { status: number; body: unknown };
let asked: { url?: string; authorization?: string; body: unknown };

/** The gateways backend, as far as the action sees it. */
beforeAll(async () => {
  server = createServer(async (req, res) => {
    asked = {
      url: req.url,
      authorization: req.headers.authorization,
      body: await json(req),
    };
    res.writeHead(answer.status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(answer.body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

beforeEach(async () => {
  answer = { status: 200, body: plan };
  workspacePath = await mkdtemp(join(tmpdir(), 'planning-'));
});

afterEach(() => rm(workspacePath, { recursive: true }));

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function run(context: Partial<Context> = {}) {
  const { port } = server.address() as AddressInfo;
  const discovery = mockServices.discovery.mock({
    getBaseUrl: async () => `http://127.0.0.1:${port}`,
  });
  const auth = mockServices.auth({ pluginId: 'scaffolder' });
  const output: Record<string, unknown> = {};
  await createGatewayAction({ auth, discovery }).handler({
    ...createMockActionContext({ input, workspacePath }),
    input,
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/ada'),
    output: (name: string, value: unknown) => {
      output[name] = value;
    },
    ...context,
  } as Context);
  return output;
}

it('asks in the name of whoever started the task, and puts the files into the workspace', async () => {
  expect(await run()).toEqual({
    outcome: 'change',
    title: plan.title,
    summary: plan.summary,
    body: plan.body,
    branch: plan.branch,
    repoUrl: 'forge.example?owner=platform&repo=deploy',
    targetBranch: 'main',
    baseRevision: 'c0ffee',
    changedFiles: [{ path, change: 'added' }],
    diff: '+kind: Gateway\n',
  });
  expect(asked).toEqual({
    url: '/changes/plan',
    authorization: `Bearer ${mockCredentials.service.token({
      onBehalfOf: mockCredentials.user('user:default/ada'),
      targetPluginId: 'gateways',
    })}`,
    body: { kind: 'create-gateway', ...input },
  });
  expect(await readFile(join(workspacePath, path), 'utf8')).toBe(
    'kind: Gateway\n',
  );
});

it('does the same in a dry run: planning writes nothing', async () => {
  expect(await run({ isDryRun: true })).toMatchObject({
    diff: '+kind: Gateway\n',
  });
});

it('says that there is nothing to change', async () => {
  const { branch: _1, body: _2, ...rest } = plan;
  answer.body = { ...rest, outcome: 'nothing-to-change', files: [] };
  expect(await run()).toMatchObject({
    outcome: 'nothing-to-change',
    changedFiles: [],
    branch: '',
  });
  expect(await readdir(workspacePath)).toEqual([]);
});

it("fails with the backend's own sentence", async () => {
  const message = 'analytics.my-company.io belongs to Analytics.';
  answer = {
    status: 409,
    body: {
      error: { name: 'ConflictError', message },
      response: { statusCode: 409 },
    },
  };
  await expect(run()).rejects.toMatchObject({ name: 'ConflictError', message });
  expect(await readdir(workspacePath)).toEqual([]);
});

test.each(['../out.yaml', '.github/workflows/x.yaml'])(
  'writes no %s, whoever says so',
  async bad => {
    answer.body = { ...plan, files: [{ ...plan.files[0], path: bad }] };
    await expect(run()).rejects.toThrow(/not a path that may be changed/);
    expect(await readdir(workspacePath)).toEqual([]);
  },
);
