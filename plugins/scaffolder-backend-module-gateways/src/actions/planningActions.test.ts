import { deepEqual } from 'node:assert';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import { Schema, validate } from 'jsonschema';
import { PlanningBackend } from '../__testUtils__/PlanningBackend';
import { addClusterAction } from './addCluster';
import { createGatewayAction } from './createGateway';
import { newProductAction } from './newProduct';
import { PlanningServices } from './planChange';
import { openPullRequestInput } from './pullRequestSchema';
import { splitServiceAction } from './splitService';

const actions = {
  'create-gateway': createGatewayAction,
  'split-service': splitServiceAction,
  'add-cluster': addClusterAction,
  'new-product': newProductAction,
};
type Kind = keyof typeof actions;
type Context = Parameters<ReturnType<typeof createGatewayAction>['handler']>[0];

const common = {
  product: 'system:default/payments',
  cluster: 'east',
  hosts: ['payments.my-company.io'],
};
const deposits = { namespace: 'payments', name: 'direct-deposit', port: 8080 };
const inputs = {
  'create-gateway': {
    ...common,
    namespace: 'payments',
    installer: 'chart',
    confirmed: ['secret:payments/payments-cert'],
  },
  'split-service': {
    ...common,
    service: { namespace: 'payments', name: 'payments' },
    parts: [
      { path: { type: 'prefix', value: '/deposits' }, to: deposits },
      {
        method: 'GET',
        header: { name: 'x-team', value: 'cards' },
        weight: 25,
        to: { namespace: 'payments', name: 'credit-card' },
      },
    ],
    guard: { header: 'x-preview', value: 'split' },
    stages: [10, 50, 100],
    retire: true,
  },
  'add-cluster': { ...common, cluster: 'west', from: 'east' },
  'new-product': {
    ...common,
    product: 'system:default/loyalty',
    title: 'Loyalty',
    owner: 'group:default/payments-team',
    service: { namespace: 'loyalty', name: 'points', port: 8080 },
  },
};

const path = 'clusters/east/payments/gateway-payments-gateway.yaml';
const plan: ChangePlan = {
  outcome: 'change',
  title: 'Give Payments its own gateway in east',
  summary: 'Adds a gateway.',
  intent: { kind: 'create-gateway', product: 'system:default/payments' },
  wave: { title: 'Lead the first requests there', number: 1, of: 2 },
  later: [{ title: 'Lead all requests there', number: 2, of: 2 }],
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
  callers: [
    { request: '/…', before: 'payments', after: 'payments', same: true },
  ],
  touches: { clusters: [], namespaces: [], hosts: [], products: [] },
  conditions: [],
  warnings: ['Mind the step.'],
  rollback: 'Revert.',
};

let backend: PlanningBackend;
let services: PlanningServices;
let workspacePath: string;

beforeEach(async () => {
  backend = new PlanningBackend(plan);
  services = await backend.start();
  workspacePath = await mkdtemp(join(tmpdir(), 'planning-'));
});

afterEach(async () => {
  backend.stop();
  await rm(workspacePath, { recursive: true });
});

async function run(kind: Kind = 'create-gateway', more: Partial<Context> = {}) {
  const input = inputs[kind];
  const output: Record<string, unknown> = {};
  const { handler } = actions[kind](services) as ReturnType<
    typeof createGatewayAction
  >;
  await handler({
    ...createMockActionContext({ input, workspacePath }),
    input,
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/ada'),
    output: (name: string, value: unknown) => {
      output[name] = value;
    },
    ...more,
  } as Context);
  return output;
}

test.each(Object.keys(actions) as Kind[])(
  '%s: asks in the name of whoever started the task, and puts the files into the workspace',
  async kind => {
    expect(await run(kind)).toEqual({
      outcome: 'change',
      title: plan.title,
      summary: plan.summary,
      intent: plan.intent,
      body: plan.body,
      branch: plan.branch,
      repoUrl: 'forge.example?owner=platform&repo=deploy',
      targetBranch: 'main',
      changedFiles: [{ path, change: 'added' }],
      contract: plan.callers,
      waves: [plan.wave, ...(plan.later ?? [])],
      diff: '+kind: Gateway\n',
    });
    expect(backend.asked).toEqual([
      {
        url: '/changes/plan',
        authorization: `Bearer ${mockCredentials.service.token({
          onBehalfOf: mockCredentials.user('user:default/ada'),
          targetPluginId: 'gateways',
        })}`,
        body: { kind, ...inputs[kind] },
      },
    ]);
    expect(await readFile(join(workspacePath, path), 'utf8')).toBe(
      'kind: Gateway\n',
    );
  },
);

test.each(Object.keys(actions))('%s: what it planned can be proposed', kind =>
  expect(
    openPullRequestInput.intent().parse({ ...plan.intent, kind }).kind,
  ).toBe(kind),
);

it('does the same in a dry run: planning writes nothing', async () => {
  expect(await run('create-gateway', { isDryRun: true })).toMatchObject({
    diff: '+kind: Gateway\n',
  });
});

it('takes a file that goes out of the workspace', async () => {
  await run();
  backend.yields({ ...plan, files: [{ ...plan.files[0], change: 'deleted' }] });
  expect(await run()).toMatchObject({
    changedFiles: [{ path, change: 'deleted' }],
  });
  await expect(readFile(join(workspacePath, path))).rejects.toThrow(/ENOENT/);
});

it('says that there is nothing to change', async () => {
  const { branch: _1, body: _2, wave: _3, later: _4, ...rest } = plan;
  backend.yields({ ...rest, outcome: 'nothing-to-change', files: [] });
  expect(await run()).toMatchObject({
    outcome: 'nothing-to-change',
    changedFiles: [],
    waves: [],
    branch: '',
  });
  expect(await readdir(workspacePath)).toEqual([]);
});

describe('fails, and writes nothing', () => {
  afterEach(async () => deepEqual(await readdir(workspacePath), []));

  it('while the wave before is not live, and says what is awaited', async () => {
    const when = 'before-open' as const;
    backend.yields({
      ...plan,
      outcome: 'waiting',
      conditions: [
        { when, text: 'credit-card has a ready endpoint.', state: 'met' },
        {
          when,
          text: 'The VirtualService payments/payments is live.',
          state: 'unmet',
          evidence: 'east is at the commit before.',
        },
        {
          id: 'errors:direct-deposit',
          when,
          text: 'No errors.',
          state: 'unknown',
          question: 'Does direct-deposit answer without errors?',
        },
      ],
    });
    await expect(run('split-service')).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'Lead the first requests there has to wait: The VirtualService payments/payments is live. east is at the commit before. ' +
        'Nobody can observe this, so a person has to say: Does direct-deposit answer without errors? (confirm errors:direct-deposit) ' +
        'Nothing was proposed. Run the template again then.',
    });
  });

  it("with the backend's own sentence", async () => {
    const message = 'analytics.my-company.io belongs to Analytics.';
    backend.refuses(409, 'ConflictError', message);
    await expect(run()).rejects.toMatchObject({
      name: 'ConflictError',
      message,
    });
  });

  test.each(['../out.yaml', '.github/workflows/x.yaml'])(
    'for %s, whoever says so',
    async bad => {
      backend.yields({ ...plan, files: [{ ...plan.files[0], path: bad }] });
      await expect(run()).rejects.toThrow(/not a path that may be changed/);
    },
  );
});

describe('input from a template, whatever its form checks', () => {
  const problems = (kind: Kind, change: object) =>
    validate(
      { ...inputs[kind], ...change },
      actions[kind](services).schema?.input as Schema,
    ).errors.map(({ property, argument }) => property || argument);
  const part = (more: object) => ({ parts: [{ to: deposits, ...more }] });

  test.each(Object.keys(actions) as Kind[])('%s as it should be', kind => {
    expect(problems(kind, {})).toEqual([]);
  });

  test.each<[string, Kind, object]>([
    ['no host', 'create-gateway', { hosts: [] }],
    ['no product', 'create-gateway', { product: '' }],
    ['no cluster', 'add-cluster', { cluster: undefined }],
    ['a namespace that is none', 'create-gateway', { namespace: '../x' }],
    ['an installer of its own', 'create-gateway', { installer: 'helm' }],
    ['more than it asks for', 'create-gateway', { kind: 'split-service' }],
    ['no part', 'split-service', { parts: [] }],
    [
      'a path without its slash',
      'split-service',
      part({ path: { type: 'prefix', value: 'deposits' } }),
    ],
    [
      'a regex for a path',
      'split-service',
      part({ path: { type: 'regex', value: '/(a+)+' } }),
    ],
    [
      'a header on two lines',
      'split-service',
      part({ header: { name: 'a', value: 'b\r\nc: d' } }),
    ],
    ['a method that is none', 'split-service', part({ method: 'get; x' })],
    ['no weight', 'split-service', part({ weight: 0 })],
    ['a weight above all', 'split-service', part({ weight: 101 })],
    [
      'a service that cannot be',
      'split-service',
      { service: { namespace: 'payments', name: 'a: b' } },
    ],
    ['half a guard', 'split-service', { guard: { header: 'x-preview' } }],
    ['a stage of nothing', 'split-service', { stages: [0, 100] }],
    ['a cluster of no name', 'add-cluster', { from: '' }],
    ['no owner', 'new-product', { owner: undefined }],
    ['no System', 'new-product', { product: 'component:default/loyalty' }],
    ['a path for a name', 'new-product', { product: 'system:default/../x' }],
    [
      'a Service of no port',
      'new-product',
      { service: { namespace: 'loyalty', name: 'points' } },
    ],
  ])('is refused: %s', (_, kind, change) => {
    expect(problems(kind, change)).not.toEqual([]);
  });
});
