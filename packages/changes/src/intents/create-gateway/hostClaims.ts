import { covers, HostClaim } from '@product-gateways/mesh';
import { Evidence, PlanningEvidence } from '../../Planning';
import { defaultPlatform } from '../../Platform';
import { Product } from '../../Product';
import { Refusal } from '../../Refusal';

/**
 * Refuses a host that is another product's: the very host, one below a wildcard asked for, or one below another's wildcard. By the
 * platform's policy first, which holds for hosts that nobody serves yet, then by the claims of routes.
 */
export function refuseForeignHost(
  host: string,
  product: Product,
  evidence: PlanningEvidence,
): void {
  refuseTakenHost(host, product, evidence);
  refuseUnkeptHost(host, product, evidence);
}

/** The same for a host that nobody outside the mesh sees: it need not be among those that the platform keeps for the product. */
export function refuseTakenHost(
  host: string,
  product: Product,
  evidence: PlanningEvidence,
): void {
  refuseByPolicy(host, product, evidence);
  refuseByClaims(host, product, evidence);
}

function refuseUnkeptHost(
  host: string,
  product: Product,
  { platform = defaultPlatform }: Evidence,
): void {
  const own = platform.hosts.get(product.name) ?? [];
  if (!own.length || own.some(pattern => covers(pattern, host))) return;
  throw new Refusal(
    'conflict',
    `${host} is not among the hosts that the platform keeps for ${
      product.title
    } (${own.join(
      ', ',
    )}). Choose one of them, or ask a platform engineer to add it under gateways.hosts in the configuration.`,
  );
}

function refuseByPolicy(
  host: string,
  product: Product,
  { platform = defaultPlatform, titleOf }: Evidence,
): void {
  const meets = (pattern: string) =>
    covers(pattern, host) || covers(host, pattern);
  const others = [...platform.hosts].filter(([name]) => name !== product.name);
  const owner = others.find(([, patterns]) => patterns.some(meets));
  const own = platform.hosts.get(product.name) ?? [];
  if (own.some(pattern => covers(pattern, host)) && !isWider(host, owner))
    return;
  if (owner)
    throw new Refusal(
      'conflict',
      `${host} belongs to ${titleOf(
        owner[0],
      )}: the platform keeps ${owner[1].join(', ')} for it. Choose a host of ${
        product.title
      }, or ask a platform engineer.`,
    );
}

/** A wildcard of one's own may still cover a host that is kept for another. */
function isWider(
  host: string,
  owner: readonly [string, readonly string[]] | undefined,
): boolean {
  return (
    owner?.[1].some(pattern => pattern !== host && covers(host, pattern)) ??
    false
  );
}

function refuseByClaims(
  host: string,
  product: Product,
  { ownership, titleOf, claimsInGit = [] }: PlanningEvidence,
): void {
  const inGit = claimsInGit.filter(
    claim => covers(claim.host, host) || covers(host, claim.host),
  );
  const claims = [...ownership.claimsCovering(host), ...inGit];
  const isOurs = claims.some(
    claim => claim.product === product.name && claim.host === host,
  );
  const foreign = claims.find(
    claim =>
      claim.product !== product.name && (covers(host, claim.host) || !isOurs),
  );
  if (!foreign) return;

  const owner = titleOf(foreign.product);
  const source = `${sourceOf(foreign)}${
    inGit.includes(foreign) ? ', in git and not applied yet,' : ''
  }`;
  throw new Refusal(
    'conflict',
    isOurs && foreign.host === host
      ? `${host} is claimed by ${product.title} and by ${owner} (${source}). Settle with ${owner} whose it is, then try again.`
      : `${host} belongs to ${owner}: ${source} claims ${foreign.host}. Choose a host of ${product.title}, or ask the team of ${owner}.`,
  );
}

function sourceOf({ cluster, source: { object } }: HostClaim): string {
  return `${object.kind} ${object.namespace}/${object.name} in cluster ${cluster}`;
}
