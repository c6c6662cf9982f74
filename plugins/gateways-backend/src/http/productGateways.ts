import { createHash } from 'node:crypto';
import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { GatewayViews } from '../products/GatewayViews';
import { hintsOf } from '../products/hints';
import { nextStepOf } from '../products/nextSteps/nextStepOf';
import {
  ProductCatalog,
  ReadableProduct,
  ProductNaming,
} from '../products/ProductCatalog';
import { ProductView } from '../products/ProductView';
import { standingOf } from '../products/standing';
import { GatewaysRouter } from './GatewaysRouter';
import { audited } from './audited';
import { productGatewaysToWire } from './toWire';

export interface ProductGatewaysRoute {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  catalog: ProductCatalog;
  views: GatewayViews;
  notice?: string;
}

export function addProductGateways(
  router: GatewaysRouter,
  { httpAuth, auditor, catalog, views, notice }: ProductGatewaysRoute,
) {
  router.get('/products/:kind/:namespace/:name', async (req, res) => {
    const { kind, namespace, name } = req.params;
    const event = {
      eventId: 'product-read',
      request: req,
      meta: { kind, namespace, name },
    };
    const answer = await audited(auditor, event, async () => {
      const credentials = await httpAuth.credentials(req);
      const product = await catalog.readable(
        { kind, namespace, name },
        credentials,
      );
      const view = views.of(product.name);
      const naming = await catalog.naming(
        [product.name, ...othersIn(view, views)],
        credentials,
      );
      return withRevision(answerFor(product, view, naming, views, notice));
    });
    const tag = `"${answer.revision}"`;
    res.setHeader('ETag', tag);
    res.setHeader('Cache-Control', 'private, no-cache');
    if (req.headers['if-none-match'] === tag) {
      res.status(304).end();
      return;
    }
    res.json(answer);
  });
}

function answerFor(
  product: ReadableProduct,
  view: ProductView,
  naming: ProductNaming,
  { clusters, ownership }: GatewayViews,
  notice: string | undefined,
) {
  const standing = standingOf({ view, clusters, ownership, naming });
  const nextStep = nextStepOf({
    ...product,
    view,
    clusters,
    stage: standing.stage,
  });
  const hints = hintsOf(view, clusters);
  return productGatewaysToWire({
    product,
    view,
    standing,
    clusters,
    hints,
    nextStep,
    notice,
    naming,
  });
}

/** All products that the answer may have to name. */
function othersIn(view: ProductView, { ownership }: GatewayViews): string[] {
  const owners = view.gateways
    .flatMap(({ allHosts }) => allHosts)
    .map(host => ownership.ownerOfHost(host))
    .flatMap(({ product, disputed }) => [
      ...(product ? [product] : []),
      ...disputed,
    ]);
  return [
    ...new Set([
      ...owners,
      ...view.gateways.flatMap(({ sharedWith }) => sharedWith),
      ...view.hosts.flatMap(({ disputedWith }) => disputedWith),
    ]),
  ];
}

/**
 * The revision is made of everything that the caller sees, so callers with different rights never share one. When a cluster that is
 * live was last heard of is left out: it is news each minute, and says nothing but that the cluster is still live.
 */
function withRevision(
  answer: Omit<ProductGateways, 'revision'>,
): ProductGateways {
  const lasting = {
    ...answer,
    clusters: answer.clusters.map(({ observedAt, ...cluster }) =>
      cluster.state === 'stale'
        ? { ...cluster, observedAt: wholeSeconds(observedAt) }
        : cluster,
    ),
  };
  const revision = createHash('sha256')
    .update(JSON.stringify(lasting))
    .digest('base64url')
    .slice(0, 22);
  return { ...answer, revision };
}

/** The wall clock may be set while a cluster is stale, by fractions of a second all the time. */
function wholeSeconds(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Math.round(Date.parse(time) / 1000);
}
