import { Intent } from '@product-gateways/backstage-plugin-gateways-common';

/** Whether two intents are about the same, so that one pull request holds both. How it shall be done, and what a person confirmed, may differ. */
export function isSameSubject(one: Intent, other: Intent): boolean {
  return subjectOf(one) === subjectOf(other);
}

function subjectOf(intent: Intent): string {
  const { kind, product, cluster, hosts = [], service, from } = intent;
  return JSON.stringify([
    kind,
    product,
    cluster,
    [...hosts].sort(),
    kind === 'split-service' && [service?.namespace, service?.name],
    kind === 'add-cluster' && from,
  ]);
}
