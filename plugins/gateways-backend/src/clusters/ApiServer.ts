import { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { Credentials } from './Credentials';
import { requestFailed } from './Failure';

/** Reads from one cluster's API server. There is nothing here that writes. */
export interface ApiServer {
  /** Resolves when the head of the answer has arrived, whatever its status; rejects when it has not after `answerWithin` ms. */
  get(path: string, options: GetOptions): Promise<IncomingMessage>;
  renewCredential(): void;
  close(): void;
}

export interface GetOptions {
  /** Ends the request, and later the body. */
  signal: AbortSignal;
  answerWithin: number;
}

/**
 * HTTP/1.1, one connection a watch: over HTTP/2 a silent connection takes all watches with it, and Node's clients do not replace
 * it (measured: never within 170 s). The agent is this cluster's alone.
 */
export function connectTo(credentials: Credentials): ApiServer {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 2 });

  return {
    async get(path, { signal, answerWithin }) {
      const { server, headers, tls } = await credentials.current();
      signal.throwIfAborted();
      return new Promise<IncomingMessage>((resolve, reject) => {
        const request = httpsRequest(below(server, path), {
          agent,
          signal,
          headers: {
            accept: 'application/json',
            'accept-encoding': 'gzip',
            'user-agent': 'product-gateways',
            ...headers,
          },
          ...tls,
        });
        const timer = setTimeout(() => {
          request.destroy(
            requestFailed(
              'SILENT',
              `${server.host} gave no answer within ${answerWithin / 1000} s.`,
            ),
          );
        }, answerWithin);
        request.once('close', () => clearTimeout(timer));
        request.once('response', response => {
          clearTimeout(timer);
          resolve(response);
        });
        request.on('error', error => {
          // The idle connections go the same way as the failed one: the next attempt makes a new one.
          dropIdle(agent);
          reject(error);
        });
        request.end();
      });
    },
    renewCredential: () => credentials.renew(),
    close: () => agent.destroy(),
  };
}

/** API servers behind Rancher and the like have an address with a path. */
function below(server: URL, path: string): URL {
  return new URL(`${server.href.replace(/\/$/, '')}${path}`);
}

function dropIdle(agent: Agent) {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
