import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestEffect, RequestFault } from '../faults/Fault';
import { FaultTable } from '../faults/FaultTable';
import type { ObjectStore } from '../store/ObjectStore';
import type { LoggedRequest } from '../TestCluster';
import { Access, type User } from './access';
import { ApiError, pageNotFound, PlainTextError } from './ApiError';
import { Body } from './Body';
import { discover } from './discovery';
import { OpenWatches } from './OpenWatches';
import { readBody } from './readBody';
import { Registry } from './Registry';
import { RequestLog } from './RequestLog';
import { requestInfo, type RequestInfo } from './requestInfo';
import { answerResource } from './answerResource';

/** One request on its way through the server. */
export interface Exchange {
  info: RequestInfo;
  user: User;
  effects: readonly RequestEffect[];
  response: ServerResponse;
  body: Body;
  entry: LoggedRequest;
}

/** Answers requests as kube-apiserver does: who asks, what goes wrong on purpose, may they, what is the answer. */
export class ApiServer {
  readonly log = new RequestLog();
  readonly registry: Registry;
  readonly #faults = new FaultTable();
  readonly #watches: OpenWatches;

  constructor(
    private readonly options: {
      store: ObjectStore;
      access: Access;
      bookmarkEveryMilliseconds: number;
      /** Cuts the connection under a request. */
      reset: (request: IncomingMessage) => void;
    },
  ) {
    this.registry = new Registry(options.store);
    this.#watches = new OpenWatches(options);
  }

  setFaults(faults: readonly RequestFault[]) {
    this.#faults.set(faults);
    this.#watches.strike(this.#faults);
  }

  faults(): RequestFault[] {
    return this.#faults.list();
  }

  async handle(request: IncomingMessage, response: ServerResponse) {
    const info = requestInfo(request.method ?? 'GET', request.url ?? '/');
    const started = performance.now();
    const user = this.#authenticate(request);
    const identity = user instanceof ApiError ? '' : user.name;
    const effects = this.#faults.strike({ ...info, identity });
    const body = new Body(response, effects);
    const entry = this.log.open(info, identity, new Date());
    response.on('close', () => {
      entry.bytes = body.bytes;
      entry.milliseconds = Math.round(performance.now() - started);
    });
    try {
      for (const effect of effects)
        if (effect.type === 'delay')
          await sleep(effect.milliseconds, undefined, { ref: false });
      if (this.#strike(effects, request, response, entry)) return;
      if (user instanceof ApiError) throw user;
      await this.#answer(
        { info, user, effects, response, body, entry },
        request,
      );
    } catch (error) {
      sendFailure({ response, body, effects, entry }, error);
    }
  }

  #authenticate(request: IncomingMessage): User | ApiError {
    try {
      return this.options.access.authenticate(request.headers.authorization);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  /** @returns true if a fault has answered, or sees to it that nobody does */
  #strike(
    effects: readonly RequestEffect[],
    request: IncomingMessage,
    response: ServerResponse,
    entry: LoggedRequest,
  ): boolean {
    for (const effect of effects) {
      switch (effect.type) {
        case 'status':
          throw failureOf(effect);
        case 'hang':
          return true;
        case 'reset':
          this.options.reset(request);
          return true;
        case 'html':
          entry.status = 200;
          response
            .writeHead(200, { 'content-type': 'text/html' })
            .end('<html><body><h1>Please try again later</h1></body></html>');
          return true;
        default:
      }
    }
    return false;
  }

  async #answer(exchange: Exchange, request: IncomingMessage) {
    const { info } = exchange;
    this.options.access.authorize(exchange.user, info);
    if (info.target) {
      const { group, version } = info.target;
      const answer = answerResource({
        ...this.options,
        watches: this.#watches,
        exchange,
        target: info.target,
        type: this.registry.find(info.target),
        groupIsServed: this.registry.ofVersion(group, version).length > 0,
        content: info.verb === 'watch' ? undefined : await readBody(request),
      });
      if (answer) send(exchange, info.verb === 'create' ? 201 : 200, answer);
      return;
    }
    const answer =
      info.verb === 'get' ? discover(this.registry, info.path) : undefined;
    if (answer === undefined) throw pageNotFound();
    send(exchange, 200, answer);
  }
}

function failureOf({
  code,
  message,
  retryAfterSeconds,
}: Extract<RequestEffect, { type: 'status' }>): ApiError {
  const text =
    message ?? `the sample cluster answers ${code} because a fault says so`;
  const details =
    retryAfterSeconds === undefined ? undefined : { retryAfterSeconds };
  return code === 429
    ? new PlainTextError(code, text, undefined, details)
    : new ApiError(code, text, undefined, details);
}

type Answering = Pick<Exchange, 'response' | 'body' | 'effects' | 'entry'>;

/** Objects go as JSON, texts as they are. */
function send(
  { response, body, effects, entry }: Answering,
  code: number,
  content: object | string,
  headers: Record<string, string> = {},
) {
  const text =
    typeof content === 'string' ? content : `${JSON.stringify(content)}\n`;
  const corrupt = effects.some(effect => effect.type === 'corrupt-gzip');
  entry.status = code;
  response.writeHead(code, {
    'content-type':
      typeof content === 'string'
        ? 'text/plain; charset=utf-8'
        : 'application/json',
    'cache-control': 'no-cache, private',
    'content-length': Buffer.byteLength(text),
    ...(corrupt && { 'content-encoding': 'gzip' }),
    ...headers,
  });
  body.write(text);
  body.end();
}

function sendFailure(answering: Answering, error: unknown) {
  const failure =
    error instanceof ApiError
      ? error
      : new ApiError(500, `Internal error occurred: ${error}`);
  const retryAfter = failure.details?.retryAfterSeconds;
  const headers =
    retryAfter === undefined
      ? undefined
      : { 'retry-after': String(retryAfter) };
  send(
    answering,
    failure.code,
    failure instanceof PlainTextError ? `${failure.message}\n` : failure.status,
    headers,
  );
}
