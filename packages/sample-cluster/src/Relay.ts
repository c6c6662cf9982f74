import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import type { ConnectionEffect } from './faults/Fault';

interface Connection {
  client: Socket;
  /** Absent: dead from its first byte. */
  upstream?: Socket;
  silent: boolean;
}

/** A TCP relay on loopback in front of a server, so that connections can fail below TLS and HTTP. */
export class Relay {
  readonly #connections = new Set<Connection>();
  readonly #target: number;
  #server: Server;
  #port = 0;
  #newAreSilent = false;
  #closed = false;

  private constructor(target: number) {
    this.#target = target;
    this.#server = this.#createServer();
  }

  /** @param port 0: any free one */
  static async open(port: number, target: number): Promise<Relay> {
    const relay = new Relay(target);
    relay.#port = port;
    await relay.#listen();
    return relay;
  }

  get port(): number {
    return this.#port;
  }

  /** Replaces the effects that were there. Connections that were silenced stay dead. */
  async apply(effects: readonly ConnectionEffect[]) {
    const silenced = effects.flatMap(effect =>
      effect.type === 'silence' ? [effect.connections] : [],
    );
    this.#newAreSilent = silenced.some(
      connections => connections !== 'existing',
    );
    if (silenced.some(connections => connections !== 'new'))
      this.#connections.forEach(silence);
    if (effects.some(effect => effect.type === 'refuse')) await this.#cut();
    else if (!this.#server.listening && !this.#closed) await this.#listen();
  }

  /** Resets the connection that the server behind sees coming from `upstreamPort`. */
  reset(upstreamPort: number | undefined) {
    for (const { client, upstream } of this.#connections) {
      if (upstream?.localPort === upstreamPort) client.resetAndDestroy();
    }
  }

  /** Ends it for good. */
  async close() {
    this.#closed = true;
    await this.#cut();
  }

  /** Stops listening and cuts all connections. */
  async #cut() {
    const closed = new Promise<void>(resolve =>
      this.#server.close(() => resolve()),
    );
    for (const { client, upstream } of this.#connections) {
      client.destroy();
      upstream?.destroy();
    }
    await closed;
  }

  async #listen() {
    this.#server = this.#createServer();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', error => reject(portError(error, this.#port)));
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #createServer(): Server {
    return createServer({ noDelay: true }, client => this.#accept(client));
  }

  #accept(client: Socket) {
    const connection: Connection = { client, silent: this.#newAreSilent };
    this.#connections.add(connection);
    client.on('error', () => client.destroy());
    client.on('close', () => {
      connection.upstream?.destroy();
      this.#connections.delete(connection);
    });
    if (connection.silent) {
      client.resume();
      return;
    }
    const upstream = connect({
      port: this.#target,
      host: '127.0.0.1',
      noDelay: true,
    });
    connection.upstream = upstream;
    upstream.on('error', () => upstream.destroy());
    upstream.on('close', () => connection.silent || client.destroy());
    client.pipe(upstream).pipe(client);
  }
}

/** Both sides may go on talking; nobody hears them. */
function silence(connection: Connection) {
  const { client, upstream } = connection;
  connection.silent = true;
  if (!upstream) return;
  client.unpipe(upstream).resume();
  upstream.unpipe(client).resume();
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another port`,
    { cause: error },
  );
}
