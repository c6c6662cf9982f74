import { createServer, get, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { readText } from '../watching/answer';
import { failureOf } from './Failure';

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/before') request.socket.destroy();
    else response.write('{', () => request.socket.destroy());
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(async () => {
  await new Promise(resolve => {
    server.close(resolve);
  });
});

const answerTo = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    get({ host: '127.0.0.1', port, path }, resolve).on('error', reject);
  });

it.each([
  ['before an answer', '/before', 'socket hang up'],
  ['within an answer', '/within', 'aborted'],
])(
  'a connection that is cut %s is told in a sentence',
  async (_, path, said) => {
    const error = await answerTo(path)
      .then(readText)
      .catch((reason: unknown) => reason);
    expect(failureOf(error)).toEqual({
      code: 'ECONNRESET',
      message: `The connection to the API server was cut (${said}). The portal connects again by itself.`,
      answered: false,
    });
  },
);
