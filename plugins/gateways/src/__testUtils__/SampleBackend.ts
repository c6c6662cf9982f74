import { http, HttpResponse } from 'msw';
import {
  ChangePlan,
  Intent,
  Product,
  ProductChanges,
  ProductGateways,
} from '@product-gateways/backstage-plugin-gateways-common';

/** Answers as the gateways backend does, over HTTP: revisions and 304 included. What it shows may change at any time. */
export class SampleBackend {
  view: ProductGateways;
  products: Product[];
  plan: ChangePlan | undefined;
  changes: ProductChanges = { changes: [], drift: [], problems: [] };
  /** Every request is refused with this, if set. */
  failure: { status: number; message: string } | undefined;
  readonly answered: number[] = [];
  readonly planned: Intent[] = [];

  constructor(view: ProductGateways, plan?: ChangePlan) {
    this.view = view;
    this.products = [view.product];
    this.plan = plan;
  }

  readonly handlers = [
    http.get('*/api/gateways/products', () =>
      this.#answer({ products: this.products }),
    ),
    http.get('*/api/gateways/clusters', () =>
      this.#answer({ clusters: this.view.clusters }),
    ),
    http.get(
      '*/api/gateways/products/:kind/:namespace/:name',
      ({ request }) => {
        const etag = `"${this.view.revision}"`;
        if (!this.failure && request.headers.get('If-None-Match') === etag) {
          this.answered.push(304);
          return new HttpResponse(null, { status: 304 });
        }
        return this.#answer(this.view, { ETag: etag });
      },
    ),
    http.get('*/api/gateways/products/:kind/:namespace/:name/changes', () =>
      HttpResponse.json<ProductChanges>(this.changes),
    ),
    http.post<never, Intent>(
      '*/api/gateways/changes/plan',
      async ({ request }) => {
        this.planned.push(await request.json());
        return this.plan
          ? this.#answer(this.plan)
          : this.#refuse(409, 'There is no plan.');
      },
    ),
  ];

  #answer(body: object, headers?: Record<string, string>) {
    if (this.failure)
      return this.#refuse(this.failure.status, this.failure.message);
    this.answered.push(200);
    return HttpResponse.json(body as Record<string, unknown>, { headers });
  }

  #refuse(status: number, message: string) {
    this.answered.push(status);
    return HttpResponse.json(
      {
        error: { name: 'Error', message },
        response: { statusCode: status },
      },
      { status },
    );
  }
}
