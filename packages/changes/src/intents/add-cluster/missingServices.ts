import { Refusal } from '../../Refusal';
import { ServingGateway } from '../create-gateway/servedToday';
import { destinationsOf } from './destinations';
import { refuseUnknown } from '../refuseUnseen';
import { Site } from './Site';

/** Refused where a service that the routes lead to is neither in the other cluster nor in its git. */
export function refuseMissingServices(
  own: ServingGateway,
  from: Site,
  to: Site,
): void {
  const missing = destinationsOf(own)
    .flatMap(({ service }) => service ?? [])
    .filter(service => from.intended.get(service) && !to.intended.get(service));
  if (!missing.length) return;
  const names = missing.map(
    ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
  );
  const listed = [...new Set(names)].join(', ');
  refuseUnknown(`whether ${listed} is`, missing, to.intended);
  throw new Refusal(
    'not-found',
    `The routes lead to what cluster ${to.cluster} lacks: ${listed}. Deploy it there first: the copied gateway would answer 503 in its place.`,
  );
}
