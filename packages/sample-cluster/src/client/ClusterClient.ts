import { Agent, request } from 'undici';
import type {
  KubernetesObject,
  ObjectList,
  StoredObject,
  WatchEvent,
} from '../object';
import { lines } from './lines';
import { StatusError } from './StatusError';
import { urlOf, type ServedKind } from './urls';

export interface Answer<T> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: T;
}

/** A small client for tests and tools: objects as they are, over the same wire that every client uses. */
export class ClusterClient {
  readonly #agent: Agent;
  readonly #kinds = new Map<string, ServedKind[]>();

  constructor(
    private readonly options: { server: string; ca: string; token?: string },
  ) {
    this.#agent = new Agent({
      connect: { ca: options.ca },
      allowH2: false,
      bodyTimeout: 0,
    });
  }

  async get(object: KubernetesObject): Promise<StoredObject> {
    return this.#ask('GET', await this.#urlOf(object));
  }

  /** @param query - such as `?dryRun=All` */
  async create(object: KubernetesObject, query = ''): Promise<StoredObject> {
    return this.#ask(
      'POST',
      (await this.#collectionOf(object)) + query,
      object,
    );
  }

  async replace(object: KubernetesObject, query = ''): Promise<StoredObject> {
    return this.#ask('PUT', (await this.#urlOf(object)) + query, object);
  }

  /** Creates the object, or replaces what is there, whatever its version. */
  async save(object: KubernetesObject): Promise<StoredObject> {
    try {
      return await this.create(object);
    } catch (error) {
      const exists =
        error instanceof StatusError && error.status.reason === 'AlreadyExists';
      if (!exists) throw error;
    }
    const { resourceVersion } = (await this.get(object)).metadata;
    return this.replace({
      ...object,
      metadata: { ...object.metadata, resourceVersion },
    });
  }

  /** JSON merge patch. */
  async patch(object: KubernetesObject, change: object): Promise<StoredObject> {
    return this.#ask('PATCH', await this.#urlOf(object), change);
  }

  /** Writes `object.status` and nothing else. */
  async replaceStatus(object: KubernetesObject): Promise<StoredObject> {
    return this.#ask('PUT', `${await this.#urlOf(object)}/status`, object);
  }

  async delete(object: KubernetesObject): Promise<void> {
    await this.#ask('DELETE', await this.#urlOf(object));
  }

  /** @param path - with its query: `/api/v1/pods?limit=2` */
  async list(path: string): Promise<ObjectList> {
    return this.#ask('GET', path);
  }

  /** Events of a watch; ends when the server ends it. @param path - with its query, without `watch=true` */
  async *watch(path: string, signal?: AbortSignal): AsyncGenerator<WatchEvent> {
    const separator = path.includes('?') ? '&' : '?';
    const answer = await this.#send('GET', `${path}${separator}watch=true`, {
      signal,
    });
    if (answer.statusCode !== 200)
      throw new StatusError(
        answer.statusCode,
        await answer.body.text(),
        `GET ${path}`,
      );
    for await (const line of lines(answer.body))
      yield JSON.parse(line) as WatchEvent;
  }

  /** Whatever the server answers, as text. */
  async raw(
    method: string,
    path: string,
    content?: { type: string; text: string },
  ): Promise<Answer<string>> {
    const { statusCode, headers, body } = await this.#send(method, path, {
      content,
    });
    return { status: statusCode, headers, body: await body.text() };
  }

  /** Ends its connections. */
  async close() {
    await this.#agent.destroy();
  }

  async #ask<T>(method: string, path: string, object?: object): Promise<T> {
    const type =
      method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const content = object && { type, text: JSON.stringify(object) };
    const { status, body } = await this.raw(method, path, content);
    if (status >= 300) throw new StatusError(status, body, `${method} ${path}`);
    return JSON.parse(body);
  }

  #send(
    method: string,
    path: string,
    {
      content,
      signal,
    }: { content?: { type: string; text: string }; signal?: AbortSignal },
  ) {
    const { server, token } = this.options;
    return request(server + path, {
      method: method as 'GET',
      dispatcher: this.#agent,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(content && { 'content-type': content.type }),
      },
      body: content?.text,
      signal,
    });
  }

  async #collectionOf(object: KubernetesObject): Promise<string> {
    return urlOf(object, await this.#kindsOf(object)).collection;
  }

  async #urlOf(object: KubernetesObject): Promise<string> {
    return urlOf(object, await this.#kindsOf(object)).object;
  }

  /** Discovery of the object's version, remembered as long as it knows the kind: a new CRD may bring more. */
  async #kindsOf({
    apiVersion,
    kind,
  }: KubernetesObject): Promise<ServedKind[]> {
    const known = this.#kinds.get(apiVersion);
    if (known?.some(each => each.kind === kind)) return known;
    const path = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    const { resources } = await this.#ask<{ resources: ServedKind[] }>(
      'GET',
      path,
    );
    this.#kinds.set(apiVersion, resources);
    return resources;
  }
}
