import { PRODUCT_LABEL } from '@product-gateways/mesh';
import { CreateGateway } from '../../Intent';
import { checkedNamespace } from '../../names';
import { Planning } from '../../Planning';
import { Refusal } from '../../Refusal';
import { PlannedCluster, plannedCluster } from '../plannedCluster';

/** Where the gateway goes. */
export interface Place extends PlannedCluster {
  namespace: string;
  /** The namespace does not exist yet. */
  isNew: boolean;
}

export function placeOf(intent: CreateGateway, planning: Planning): Place {
  return {
    ...plannedCluster(intent.cluster, planning),
    ...namespaceFor(intent, planning),
  };
}

function namespaceFor(
  { product, cluster, namespace: wanted }: CreateGateway,
  { live, evidence: { ownership, titleOf } }: Planning,
): Pick<Place, 'namespace' | 'isNew'> {
  const all = (live.get(cluster)?.list('', 'Namespace') ?? []).map(
    ({ metadata }) => metadata.name,
  );
  const own = all
    .filter(
      name => ownership.productOfNamespace(cluster, name) === product.name,
    )
    .sort();
  const label = `${PRODUCT_LABEL}: ${product.name}`;
  if (!own.length)
    throw new Refusal(
      'not-found',
      `${product.title} has no namespace in cluster ${cluster}: none carries the label "${label}". Add the label to the product's namespace there.`,
    );

  if (wanted === undefined) {
    if (own.length === 1) return { namespace: own[0], isNew: false };
    throw new Refusal(
      'invalid',
      `${
        product.title
      } lies in several namespaces of cluster ${cluster} (${own.join(
        ', ',
      )}), so its gateway gets one of its own. Name it, for example ${
        product.name
      }-gateway.`,
    );
  }

  const namespace = checkedNamespace(wanted);
  if (own.includes(namespace)) return { namespace, isNew: false };
  if (!all.includes(namespace)) return { namespace, isNew: true };
  const owner = ownership.productOfNamespace(cluster, namespace);
  throw new Refusal(
    'conflict',
    owner
      ? `Namespace ${namespace} in cluster ${cluster} belongs to ${titleOf(
          owner,
        )}. Choose one of ${product.title}: ${own.join(', ')}.`
      : `Namespace ${namespace} in cluster ${cluster} is nobody's. Choose one of ${
          product.title
        } (${own.join(', ')}), or label it "${label}" first.`,
  );
}
