import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ChangePlan,
  Intent,
} from '@product-gateways/backstage-plugin-gateways-common';
import { PlanningServices } from '../actions/planChange';

/** The gateways backend over real HTTP, as far as actions see it: it answers each intent with what a test has put here. */
export class PlanningBackend {
  answer: (intent: Intent) => { status: number; body: unknown };
  readonly asked: { url?: string; authorization?: string; body: Intent }[] = [];
  readonly #server: Server;

  constructor(plan?: ChangePlan) {
    this.answer = () => ({ status: 200, body: plan });
    this.#server = createServer(async (req, res) => {
      const body = (await json(req)) as Intent;
      const { authorization } = req.headers;
      this.asked.push({ url: req.url, authorization, body });
      const { status, body: answer } = this.answer(body);
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(answer));
    });
  }

  async start(): Promise<PlanningServices> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const { port } = this.#server.address() as AddressInfo;
    return {
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
    };
  }

  yields(plan: ChangePlan): void {
    this.answer = () => ({ status: 200, body: plan });
  }

  refuses(status: number, name: string, message: string): void {
    this.answer = () => ({
      status,
      body: { error: { name, message }, response: { statusCode: status } },
    });
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
