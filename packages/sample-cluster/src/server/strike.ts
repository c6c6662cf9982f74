import type { RequestEffect } from '../faults/Fault';
import { ApiError, PlainTextError } from './ApiError';
import type { Answering } from './respond';

/**
 * Lets the first fault that answers a request do so.
 * @param reset - cuts the connection
 * @returns true if there was one: nobody else may answer
 * @throws ApiError if the fault is an error that Kubernetes itself could answer with
 */
export function strike(
  { effects, response, entry }: Answering,
  reset: () => void,
): boolean {
  for (const effect of effects) {
    switch (effect.type) {
      case 'status':
        throw failureOf(effect);
      case 'hang':
        return true;
      case 'reset':
        reset();
        return true;
      case 'html':
        entry.status = 200;
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(
          '<html><body><h1>Please try again later</h1></body></html>',
        );
        return true;
      default: // has its effect on an answer, not instead of one
    }
  }
  return false;
}

type StatusEffect = Extract<RequestEffect, { type: 'status' }>;

function failureOf({
  code,
  message,
  retryAfterSeconds,
}: StatusEffect): ApiError {
  const text =
    message ?? `the sample cluster answers ${code} because a fault says so`;
  const details =
    retryAfterSeconds === undefined ? undefined : { retryAfterSeconds };
  // kube-apiserver's overload protection answers before there is anybody who could make a Status.
  const Failure = code === 429 ? PlainTextError : ApiError;
  return new Failure(code, text, undefined, details);
}
