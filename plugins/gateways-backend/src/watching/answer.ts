import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RequestFailed, requestFailed } from '../clusters/Failure';

/** A page of a list holds 500 objects of at most 1.5 MB (etcd's limit); a server that sends more than this is not to be trusted. */
const BODY_LIMIT = 256 * 1024 * 1024;
const RETRY_AFTER_LIMIT = 300;

/** The body as it was before compression. */
export function bodyOf(answer: IncomingMessage): Readable {
  if (answer.headers['content-encoding'] !== 'gzip') return answer;
  const unzipped = createGunzip();
  answer.on('error', error => unzipped.destroy(error));
  unzipped.on('close', () => answer.destroy());
  return answer.pipe(unzipped);
}

/** A whole answer as JSON; anything but a status of 200 and a JSON object fails. */
export async function readJson(
  answer: IncomingMessage,
): Promise<Record<string, unknown>> {
  const text = await readText(answer);
  if (answer.statusCode !== 200) throw refused(answer, text);
  const value = parseObject(text);
  if (!value) {
    throw requestFailed(
      'MALFORMED',
      'The answer is not a JSON object: is this the address of an API server?',
    );
  }
  return value;
}

export async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(answer)) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      throw requestFailed('MALFORMED', 'The answer is larger than 256 MiB.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What an answer that is not 200 means. Of its body only a Status's message is told: proxies answer with whole pages. */
export function refused(answer: IncomingMessage, body: string): RequestFailed {
  const status = answer.statusCode ?? 0;
  const said = parseObject(body)?.message;
  const retryAfter = Number(answer.headers['retry-after']);
  return new RequestFailed({
    code: String(status),
    message:
      typeof said === 'string' && said
        ? said
        : `The API server answered ${status} ${
            answer.statusMessage ?? ''
          }`.trim(),
    answered: true,
    retryAfter:
      retryAfter > 0
        ? Math.min(retryAfter, RETRY_AFTER_LIMIT) * 1000
        : undefined,
  });
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
