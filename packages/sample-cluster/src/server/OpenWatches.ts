import type { RequestEffect } from '../faults/Fault';
import type { FaultTable } from '../faults/FaultTable';
import type { WatchEvent } from '../object';
import type { ObjectStore } from '../store/ObjectStore';
import { expired } from './ApiError';
import type { Exchange } from './Exchange';
import { wholeNumber } from './listing';
import { Watch, type WatchRequest } from './Watch';

interface OpenWatch {
  exchange: Exchange;
  resource: string;
  end: (abruptly?: boolean) => void;
}

/** kube-apiserver: a random time between 30 and 60 minutes. */
const defaultTimeoutSeconds = 30 * 60;

/** A timer cannot be longer. */
const longestSeconds = 2_000_000;

/** Watches over HTTP: one JSON event a line, until the client, the clock or a fault ends it. */
export class OpenWatches {
  readonly #open = new Set<OpenWatch>();

  constructor(
    private readonly options: {
      store: ObjectStore;
      bookmarkEveryMilliseconds: number;
    },
  ) {}

  /** @throws ApiError if the request cannot be understood */
  start(exchange: Exchange, request: WatchRequest) {
    const { response, body, entry, effects } = exchange;
    const { query } = request;
    const asked = wholeNumber(query, 'timeoutSeconds') || defaultTimeoutSeconds;
    const seconds = Math.min(asked, longestSeconds);
    const bookmarks = query.get('allowWatchBookmarks') === 'true';
    const send = (event: WatchEvent) =>
      body.write(`${JSON.stringify(event)}\n`);
    const watch = new Watch(this.options.store, request, send);
    const struck =
      query.has('resourceVersion') &&
      effects.some(({ type }) => type === 'expire');
    if (struck)
      send({
        type: 'ERROR',
        object: expired('too old resource version: a fault says so').status,
      });
    const started = !struck && watch.start();

    entry.status = 200;
    response.writeHead(200, {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
    });
    response.flushHeaders();
    if (started) this.#keepOpen(exchange, { watch, seconds, bookmarks });
    else body.end();
  }

  /** Faults that were set just now strike the watches that run already. */
  strike(faults: FaultTable) {
    for (const open of this.#open) {
      const { info, user } = open.exchange;
      const effects = faults.strike({ ...info, identity: user.name }, [
        'watch-line',
        'end-watch',
      ]);
      effects.forEach(effect => apply(effect, open));
    }
  }

  /** Ends the watches of a kind that is no longer served. @param key - as of `resourceKey` */
  endAll(key: string) {
    for (const { resource, end } of this.#open) if (resource === key) end();
  }

  #keepOpen(
    exchange: Exchange,
    options: {
      watch: Watch;
      seconds: number;
      bookmarks: boolean;
    },
  ) {
    const { watch, seconds, bookmarks } = options;
    const { response, body, effects } = exchange;
    const end = (abruptly = false) => {
      watch.stop();
      if (abruptly) response.destroy();
      else body.end();
    };
    const timers = [setTimeout(end, seconds * 1000)];
    const bookmark = () => watch.bookmark();
    // As kube-apiserver: about once a minute, and shortly before the end, so that the next watch starts from a fresh version.
    if (bookmarks)
      timers.push(
        setInterval(bookmark, this.options.bookmarkEveryMilliseconds),
      );
    if (bookmarks && seconds > 2)
      timers.push(setTimeout(bookmark, (seconds - 2) * 1000));
    timers.forEach(timer => timer.unref());
    const open: OpenWatch = { exchange, resource: watch.resource, end };
    this.#open.add(open);
    response.on('close', () => {
      watch.stop();
      timers.forEach(clearTimeout);
      this.#open.delete(open);
    });
    effects.forEach(effect => apply(effect, open));
  }
}

function apply(effect: RequestEffect, { exchange, end }: OpenWatch) {
  if (effect.type === 'watch-line') exchange.body.write(`${effect.line}\n`);
  if (effect.type === 'end-watch')
    setTimeout(() => end(effect.abruptly), effect.afterMilliseconds).unref();
}
