import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { setupServer } from 'msw/node';
import { SampleBackend } from '../__testUtils__/SampleBackend';
import { createGatewayPlan } from '../__testUtils__/samplePlans';
import { ownView, sharedView } from '../__testUtils__/sampleViews';
import { sampleClient } from '../__testUtils__/sampleClient';

const server = setupServer();
registerMswTestHooks(server);

const PAYMENTS = 'system:default/payments';

function start() {
  const backend = new SampleBackend(sharedView, createGatewayPlan);
  server.use(...backend.handlers);
  return { backend, client: sampleClient() };
}

describe('GatewaysClient', () => {
  it('gives the same object for as long as the revision is the same', async () => {
    const { backend, client } = start();

    const first = await client.getProductGateways(PAYMENTS);
    const second = await client.getProductGateways(PAYMENTS);
    backend.view = ownView;
    const third = await client.getProductGateways(PAYMENTS);

    expect(second).toBe(first);
    expect(third.revision).toBe(ownView.revision);
    expect(backend.answered).toEqual([200, 304, 200]);
  });

  it('asks for one product at the address of its reference', async () => {
    const { client } = start();

    const view = await client.getProductGateways(PAYMENTS);

    expect(view.product.entityRef).toBe(PAYMENTS);
  });

  it("throws the backend's own sentence and status", async () => {
    const { backend, client } = start();
    backend.failure = { status: 403, message: 'You may not read it.' };

    await expect(client.getProductGateways(PAYMENTS)).rejects.toMatchObject({
      statusCode: 403,
      body: { error: { message: 'You may not read it.' } },
    });
  });

  it('reads products and clusters, and plans an intent', async () => {
    const { backend, client } = start();

    expect(await client.getProducts()).toEqual([sharedView.product]);
    expect((await client.getClusters()).map(c => c.cluster)).toEqual([
      'east',
      'west',
    ]);
    const plan = await client.planChange(createGatewayPlan.intent);

    expect(plan.title).toBe(createGatewayPlan.title);
    expect(backend.planned).toEqual([createGatewayPlan.intent]);
  });
});
