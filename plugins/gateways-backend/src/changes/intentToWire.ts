import { Intent as WireIntent } from '@product-gateways/backstage-plugin-gateways-common';
import { Intent } from '@product-gateways/changes';

/** The intent as the API takes and gives it. */
export function intentToWire(intent: Intent): WireIntent {
  const { product, hosts, confirmed } = intent;
  const common = {
    product: product.entityRef,
    hosts: [...hosts],
    confirmed: confirmed && [...confirmed],
  };
  if (intent.kind !== 'split-service') return { ...intent, ...common };
  const { parts, stages } = intent;
  return {
    ...intent,
    ...common,
    parts: [...parts],
    stages: stages && [...stages],
  };
}
