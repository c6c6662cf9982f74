import type { IncomingMessage } from 'node:http';
import { ApiError } from './ApiError';

/** A request's body: its media type, and its JSON. */
export interface Content {
  type: string;
  json: unknown;
}

const limit = 3 * 1024 * 1024;

/** @throws ApiError for what is no JSON, or too much of it */
export async function readBody(
  request: IncomingMessage,
): Promise<Content | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit)
      throw new ApiError(
        413,
        `Request entity too large: limit is ${limit}`,
        'RequestEntityTooLarge',
      );
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  const type = (request.headers['content-type'] ?? 'application/json')
    .split(';')[0]
    .trim();
  if (!/^application\/([a-z-]+\+)?json$/.test(type)) {
    throw new ApiError(
      415,
      `the sample cluster reads JSON only, not ${type}: ${whatElse(type)}`,
    );
  }
  try {
    return { type, json: JSON.parse(Buffer.concat(chunks).toString()) };
  } catch (error) {
    throw new ApiError(
      400,
      `couldn't parse the body as JSON: ${(error as Error).message}`,
    );
  }
}

function whatElse(type: string): string {
  if (type.includes('apply-patch'))
    return 'it does no server-side apply; use kubectl create or replace';
  if (type.includes('protobuf'))
    return 'use kubectl create -f FILE, which sends JSON';
  return 'send application/json';
}
