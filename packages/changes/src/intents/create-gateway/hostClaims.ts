import { covers, HostClaim } from '@product-gateways/mesh';
import { Evidence } from '../../Planning';
import { Product } from '../../Product';
import { Refusal } from '../../Refusal';

/** Refuses a host that is another product's: the very host, one below a wildcard asked for, or one below another's wildcard. */
export function refuseForeignHost(
  host: string,
  product: Product,
  { ownership, titleOf }: Evidence,
): void {
  const claims = ownership.claimsCovering(host);
  const isOurs = claims.some(
    claim => claim.product === product.name && claim.host === host,
  );
  const foreign = claims.find(
    claim =>
      claim.product !== product.name && (covers(host, claim.host) || !isOurs),
  );
  if (!foreign) return;

  const owner = titleOf(foreign.product);
  throw new Refusal(
    'conflict',
    isOurs && foreign.host === host
      ? `${host} is claimed by ${product.title} and by ${owner} (${sourceOf(
          foreign,
        )}). Settle with ${owner} whose it is, then try again.`
      : `${host} belongs to ${owner}: ${sourceOf(foreign)} claims ${
          foreign.host
        }. Choose a host of ${product.title}, or ask the team of ${owner}.`,
  );
}

function sourceOf({ cluster, source: { object } }: HostClaim): string {
  return `${object.kind} ${object.namespace}/${object.name} in cluster ${cluster}`;
}
