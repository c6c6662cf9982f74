import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Fault } from '../faults/Fault';
import { parseFaults } from '../faults/parseFaults';
import type { KubernetesObject } from '../object';
import type { LoggedRequest } from '../TestCluster';

export interface Admin {
  url: string;
  close(): Promise<void>;
}

/** What the controls work on. */
export interface Administered {
  faults(): Fault[];
  setFaults(faults: readonly Fault[]): Promise<void>;
  requests(): LoggedRequest[];
  compact(): void;
  /** Stores an object as it is, however malformed. */
  inject(resource: string, object: KubernetesObject): void;
  stop(): Promise<void>;
}

type Action = (cluster: Administered, body: () => Promise<unknown>) => unknown;

const actions: Record<string, Action> = {
  'GET /faults': cluster => cluster.faults(),
  'PUT /faults': async (cluster, body) => {
    await cluster.setFaults(parseFaults(await body()));
    return cluster.faults();
  },
  'DELETE /faults': async cluster => {
    await cluster.setFaults([]);
    return [];
  },
  'GET /requests': cluster => cluster.requests(),
  'POST /compact': cluster => cluster.compact(),
  'POST /objects': async (cluster, body) => {
    const { resource, object } = (await body()) as {
      resource: string;
      object: KubernetesObject;
    };
    cluster.inject(resource, object);
  },
  'POST /stop': cluster => {
    // Answered first: the connection that asks is one of those that end.
    setImmediate(() => void cluster.stop());
  },
};

/** The sample cluster's controls over HTTP, for people and for other processes on this machine. */
export async function startAdmin(
  cluster: Administered,
  port: number,
): Promise<Admin> {
  const server = createServer(async (request, response) => {
    const [code, answer] = await answerOf(cluster, request);
    response
      .writeHead(code, { 'content-type': 'application/json' })
      .end(`${JSON.stringify(answer ?? {})}\n`);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOf(
  cluster: Administered,
  request: IncomingMessage,
): Promise<[number, unknown]> {
  if (!fromThisMachine(request))
    return [
      403,
      {
        error:
          'only clients on this machine, sending application/json, are answered',
      },
    ];
  const action = actions[`${request.method} ${request.url}`];
  if (!action)
    return [
      404,
      { error: `there are only ${Object.keys(actions).join(', ')}` },
    ];
  try {
    return [200, await action(cluster, () => json(request))];
  } catch (error) {
    return [400, { error: String(error) }];
  }
}

/** A web page that someone has open can reach loopback too, but only with its own host name or with a plain form's content types. */
function fromThisMachine({ headers, method }: IncomingMessage): boolean {
  const host = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(
    headers.host ?? '',
  );
  return (
    host &&
    (method === 'GET' ||
      method === 'DELETE' ||
      headers['content-type'] === 'application/json')
  );
}
