import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  Intent,
  ProductGateways,
  TypedResponse,
} from '@product-gateways/backstage-plugin-gateways-common';
import { GatewaysApi } from './GatewaysApi';

/** The backend's HTTP API through Backstage's fetch, which adds the user's token and knows where the backend is. */
export class GatewaysClient implements GatewaysApi {
  readonly #fetch: typeof fetch;
  /** The last answer for each product: what a 304 stands for. */
  readonly #known = new Map<string, ProductGateways>();

  constructor(options: { fetchApi: { fetch: typeof fetch } }) {
    this.#fetch = options.fetchApi.fetch;
  }

  async getProductGateways(
    entityRef: string,
    options: { signal?: AbortSignal } = {},
  ) {
    const known = this.#known.get(entityRef);
    const response = await this.#client({
      signal: options.signal,
      // The ETag is the revision in quotes. It is made from the body because CORS hides the header.
      headers: known && { 'If-None-Match': `"${known.revision}"` },
    }).getProductGateways({ path: parseEntityRef(entityRef) });

    if (response.status === 304 && known) return known;
    const view = await answerOf(response);
    // A server that sends no 304 may repeat itself.
    if (view.revision === known?.revision) return known;
    this.#known.set(entityRef, view);
    return view;
  }

  async getProductChanges(
    entityRef: string,
    options: { signal?: AbortSignal } = {},
  ) {
    const path = parseEntityRef(entityRef);
    return answerOf(await this.#client(options).getProductChanges({ path }));
  }

  async getProducts() {
    return (await answerOf(await this.#client().getProducts({}))).products;
  }

  async getClusters() {
    return (await answerOf(await this.#client().getClusters({}))).clusters;
  }

  async planChange(intent: Intent, options: { signal?: AbortSignal } = {}) {
    return answerOf(await this.#client(options).planChange({ body: intent }));
  }

  #client(extra: { signal?: AbortSignal; headers?: HeadersInit } = {}) {
    return new DefaultApiClient({
      discoveryApi: { getBaseUrl: async pluginId => `plugin://${pluginId}` },
      fetchApi: {
        fetch: (input, init) =>
          this.#fetch(input, {
            ...init,
            signal: extra.signal,
            headers: { ...init?.headers, ...extra.headers },
          }),
      },
    });
  }
}

async function answerOf<T>(response: TypedResponse<T>): Promise<T> {
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response.json();
}
