import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on 127.0.0.1 that can go away and come back on the same port. */
export class Listener {
  handler: RequestListener = (_req, res) => res.writeHead(503).end();
  #server: Server | undefined;
  #port: number;

  private constructor(port: number) {
    this.#port = port;
  }

  /** @param port 0 takes a free one */
  static async open(port: number): Promise<Listener> {
    const listener = new Listener(port);
    await listener.open();
    return listener;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    if (this.#server) return;
    const server = createServer((req, res) => this.handler(req, res));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening').catch(error => {
      throw portError(error, this.#port);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Connections that are open break off. */
  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  return error.code === 'EADDRINUSE'
    ? new Error(
        `port ${port} on 127.0.0.1 is taken: stop what listens there.`,
        { cause: error },
      )
    : error;
}
