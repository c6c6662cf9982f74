import type { ServerResponse } from 'node:http';
import type { RequestEffect } from '../faults/Fault';
import type { LoggedRequest } from '../TestCluster';
import { ApiError, PlainTextError } from './ApiError';
import type { Body } from './Body';

/** Where an answer goes. */
export interface Answering {
  response: ServerResponse;
  body: Body;
  effects: readonly RequestEffect[];
  entry: LoggedRequest;
}

/** Objects go as JSON, texts as they are. */
export function respond(
  { response, body, effects, entry }: Answering,
  code: number,
  content: object | string,
  headers: Record<string, string> = {},
) {
  const isText = typeof content === 'string';
  const text = isText ? content : `${JSON.stringify(content)}\n`;
  const corrupt = effects.some(effect => effect.type === 'corrupt-gzip');
  entry.status = code;
  response.writeHead(code, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    'cache-control': 'no-cache, private',
    'content-length': Buffer.byteLength(text),
    ...(corrupt && { 'content-encoding': 'gzip' }),
    ...headers,
  });
  body.write(text);
  body.end();
}

export function respondFailure(answering: Answering, error: unknown) {
  if (answering.response.headersSent) {
    answering.response.destroy();
    return;
  }
  const failure =
    error instanceof ApiError
      ? error
      : new ApiError(500, `Internal error occurred: ${error}`);
  const content =
    failure instanceof PlainTextError ? `${failure.message}\n` : failure.status;
  const retryAfter = failure.details?.retryAfterSeconds;
  respond(
    answering,
    failure.code,
    content,
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
}
