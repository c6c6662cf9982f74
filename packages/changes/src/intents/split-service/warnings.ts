import { refOf, Snapshot } from '@product-gateways/mesh';
import { leadingTo } from './leadingTo';
import { nameOf, Split } from './Split';

/** Connections to the old Service may be tuned by rules that say nothing of the new ones. */
export function untunedServices(
  { service, groups }: Split,
  wanted: Snapshot,
): string[] {
  const rulesFor = (named: typeof service) =>
    leadingTo(named, wanted).filter(({ kind }) => kind === 'DestinationRule');
  const rules = rulesFor(service).map(refOf);
  const without = groups
    .flatMap(({ targets }) => targets.map(target => target.service))
    .filter(target => !rulesFor(target).length)
    .map(nameOf);
  if (!rules.length || !without.length) return [];
  const names = rules.map(({ namespace, name }) => `${namespace}/${name}`);
  return [
    `DestinationRule ${names.join(', ')} says how ${nameOf(
      service,
    )} is connected to (TLS, outlier detection, pools), and nothing says it of ${[
      ...new Set(without),
    ].join(', ')}. Write it for them too, before requests are led there.`,
  ];
}
