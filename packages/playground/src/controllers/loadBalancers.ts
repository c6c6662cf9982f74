import { addressPool } from './names';
import type { Controller, Place } from './World';

/** A Service of type LoadBalancer gets an address of a range that is kept for documentation (RFC 5737). */
export const loadBalancers: Controller = (world, place) => {
  const balanced = world.services.filter(
    service => service.spec.type === 'LoadBalancer',
  );
  const addressOf = (service: (typeof balanced)[number]) =>
    service.status?.loadBalancer?.ingress?.[0]?.ip;
  const nextAddress = addressPool(
    balancerAddresses(place),
    balanced.map(addressOf),
  );
  return balanced
    .filter(service => !addressOf(service))
    .map(service => ({
      verb: 'status',
      object: {
        ...service,
        status: {
          ...service.status,
          loadBalancer: { ingress: [{ ip: nextAddress() }] },
        },
      },
    }));
};

function* balancerAddresses({ balancerNetwork }: Place): Generator<string> {
  for (let n = 10; n < 255; n++) yield `${balancerNetwork}.${n}`;
}
