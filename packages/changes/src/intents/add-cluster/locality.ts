import { gatewayClients } from '@product-gateways/mesh';
import { ServingGateway } from '../create-gateway/servedToday';
import { copyOf } from './ownGateway';
import { Site } from './Site';

/** Where a gateway runs: as the configuration says of its cluster, else as far as its pods agree; undefined where neither is known. */
export function localityOf(
  { state, snapshot }: Site,
  own: ServingGateway,
): string | undefined {
  if (state.locality) return state.locality;
  const live = copyOf(own, snapshot);
  const known = live ? gatewayClients(snapshot, live.gateway) : [];
  const [first = [], ...others] = known.map(({ locality = '' }) =>
    locality.split('/'),
  );
  const differs = first.findIndex((part, index) =>
    others.some(other => other[index] !== part),
  );
  const agreed = differs < 0 ? first : first.slice(0, differs);
  return agreed[0] ? agreed.join('/') : undefined;
}
