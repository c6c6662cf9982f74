import { Joint } from './joint';
import { localityOf, nearness } from './locality';
import { Site } from './Site';

/** The addresses in the order in which callers of a cluster try them, for people. */
export function nearestFirst({ design }: Joint, site: Site): string {
  const here = localityOf(site) ?? '';
  return [...design(site).endpoints]
    .sort((a, b) => nearness(here, b.locality) - nearness(here, a.locality))
    .map(({ address, port, locality }) => `${address}:${port} (${locality})`)
    .join(', then ');
}
