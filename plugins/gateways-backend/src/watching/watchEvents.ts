import { addAbortSignal, Readable } from 'node:stream';
import { Kind } from '@product-gateways/mesh';
import { ApiServer } from '../clusters/ApiServer';
import { requestFailed } from '../clusters/Failure';
import { bodyOf, readText, refused } from './answer';
import { lines } from './lines';
import { parseWatchEvent } from './parseWatchEvent';
import { resourcePath } from './resourcePath';
import { WatchEvent } from './WatchEvent';
import { WatchLimits } from './WatchLimits';

export interface WatchRequest {
  kind: Kind;
  version: string;
  resourceVersion: string;
  limits: WatchLimits;
  random(): number;
}

/** A server that does not end a watch when it should is given this much longer. */
const GRACE_SECONDS = 10;

/** What happens to a kind from a resource version on, until the watch ends, which it does by itself after some minutes. */
export async function* watchEvents(
  server: ApiServer,
  request: WatchRequest,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const { limits, random } = request;
  const [shortest, longest] = limits.watchSeconds;
  const seconds = Math.ceil(shortest + random() * (longest - shortest));
  const overdue = AbortSignal.timeout((seconds + GRACE_SECONDS) * 1000);
  const answer = await server.get(watchPath(request, seconds), {
    signal: AbortSignal.any([signal, overdue]),
    answerWithin: limits.openWithin,
  });
  if (answer.statusCode !== 200) {
    addAbortSignal(AbortSignal.timeout(limits.openWithin), answer);
    throw refused(answer, await readText(answer));
  }

  yield { type: 'opened' };
  try {
    for await (const line of lines(heard(bodyOf(answer), limits.silence))) {
      const event = parseWatchEvent(line);
      yield event;
      // After these nothing that follows can be relied on.
      if (!isOrdinary(event)) return;
    }
  } catch (error) {
    if (!overdue.aborted) throw error;
  } finally {
    answer.destroy();
  }
  yield { type: 'ended' };
}

function watchPath(request: WatchRequest, seconds: number): string {
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: request.resourceVersion,
    timeoutSeconds: String(seconds),
  });
  return `${resourcePath(request.kind, request.version)}?${query}`;
}

function isOrdinary({ type }: WatchEvent): boolean {
  return type === 'changed' || type === 'bookmark';
}

/** A body's chunks; when none comes for `silence` ms the connection counts as dead. */
async function* heard(body: Readable, silence: number) {
  const timer = setTimeout(() => {
    body.destroy(
      requestFailed(
        'SILENT',
        `The API server has been silent for ${silence / 1000} s.`,
      ),
    );
  }, silence);
  try {
    for await (const chunk of body) {
      timer.refresh();
      yield chunk as Buffer;
    }
  } finally {
    clearTimeout(timer);
  }
}
