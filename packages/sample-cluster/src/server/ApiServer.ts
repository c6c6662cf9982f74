import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestFault } from '../faults/Fault';
import { FaultTable } from '../faults/FaultTable';
import type { ObjectStore } from '../store/ObjectStore';
import { Access, type User } from './access';
import { answerResource } from './answerResource';
import { ApiError, pageNotFound } from './ApiError';
import { Body } from './Body';
import { discover } from './discovery';
import type { Exchange } from './Exchange';
import { OpenWatches } from './OpenWatches';
import { readBody } from './readBody';
import { Registry } from './Registry';
import { RequestLog } from './RequestLog';
import { requestInfo, type RequestInfo } from './requestInfo';
import { respond, respondFailure, type Answering } from './respond';
import { strike } from './strike';

export interface ApiServerOptions {
  store: ObjectStore;
  access: Access;
  bookmarkEveryMilliseconds: number;
  /** Cuts the connection under a request. */
  reset: (request: IncomingMessage) => void;
}

/** Answers requests as kube-apiserver does: who asks, what goes wrong on purpose, may they, what is the answer. */
export class ApiServer {
  readonly log = new RequestLog();
  readonly #registry: Registry;
  readonly #faults = new FaultTable();
  readonly #watches: OpenWatches;

  constructor(private readonly options: ApiServerOptions) {
    this.#registry = new Registry(options.store);
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
    const user = this.#authenticate(request);
    const identity = user instanceof ApiError ? '' : user.name;
    const answering = this.#open(response, info, identity);
    try {
      for (const effect of answering.effects) {
        if (effect.type === 'delay')
          await sleep(effect.milliseconds, undefined, { ref: false });
      }
      if (strike(answering, () => this.options.reset(request))) return;
      if (user instanceof ApiError) throw user;
      await this.#answer({ ...answering, info, user }, request);
    } catch (error) {
      respondFailure(answering, error);
    }
  }

  /** A wrong token is found first and answered last: it is logged, and faults strike it too. */
  #authenticate(request: IncomingMessage): User | ApiError {
    try {
      return this.options.access.authenticate(request.headers.authorization);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  #open(
    response: ServerResponse,
    info: RequestInfo,
    identity: string,
  ): Answering {
    const started = performance.now();
    const effects = this.#faults.strike({ ...info, identity });
    const body = new Body(response, effects);
    const entry = this.log.open(info, identity, new Date());
    // A client that went away is no failure of ours.
    response.on('error', () => response.destroy());
    response.on('close', () => {
      entry.bytes = body.bytes;
      entry.milliseconds = Math.round(performance.now() - started);
    });
    return { response, body, effects, entry };
  }

  async #answer(exchange: Exchange, request: IncomingMessage) {
    const { info, user } = exchange;
    this.options.access.authorize(user, info);
    if (!info.target) {
      const answer =
        info.verb === 'get' ? discover(this.#registry, info.path) : undefined;
      if (answer === undefined) throw pageNotFound();
      respond(exchange, 200, answer);
      return;
    }
    const { group, version } = info.target;
    const answer = answerResource({
      ...this.options,
      watches: this.#watches,
      exchange,
      target: info.target,
      type: this.#registry.find(info.target),
      groupIsServed: () => this.#registry.ofVersion(group, version).length > 0,
      content: info.verb === 'watch' ? undefined : await readBody(request),
    });
    if (answer) respond(exchange, info.verb === 'create' ? 201 : 200, answer);
  }
}
