import { endpointsOf } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { seen } from '../observed';
import { Place } from '../create-gateway/place';
import { CheckedProduct } from './checkedProduct';

/** The product's team deploys what answers, before the change or after it. Until then the route answers 503. */
export function serviceAnswers(
  { service: { name, port } }: CheckedProduct,
  place: Place,
): Condition {
  const { cluster, namespace, snapshot } = place;
  const ref = { group: '', kind: 'Service', namespace, name };
  return seen(
    place,
    [
      { group: '', kind: 'Service' },
      { group: 'discovery.k8s.io', kind: 'EndpointSlice' },
    ],
    {
      id: `endpoints:${cluster}/${namespace}/${name}:${port}`,
      when: 'after-merge',
      text: `Service ${namespace}/${name} has ready endpoints for port ${port}. Its team deploys it; until then requests are answered with 503.`,
    },
    () => {
      if (!snapshot.get(ref))
        return { state: 'unmet', evidence: 'It is not there yet.' };
      const { ready = 0, total = 0 } = endpointsOf(snapshot, ref, port) ?? {};
      return {
        state: ready ? 'met' : 'unmet',
        evidence: `${ready} of ${total} are ready.`,
      };
    },
  );
}
