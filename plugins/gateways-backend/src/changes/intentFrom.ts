import { InputError } from '@backstage/errors';
import { Intent as WireIntent } from '@product-gateways/backstage-plugin-gateways-common';
import { Intent, Product } from '@product-gateways/changes';

/** What a caller of the API asks for, as the planner takes it. What does not belong to the kind is left out. */
export function intentFrom(wire: WireIntent, product: Product): Intent {
  const { kind, hosts = [], confirmed } = wire;
  const cluster = said(wire.cluster, 'in which cluster (cluster)');
  const common = { product, cluster, hosts, confirmed };
  switch (kind) {
    case 'create-gateway': {
      const { namespace, installer, externalDns } = wire;
      return {
        kind,
        ...common,
        namespace: namespace || undefined,
        installer,
        externalDns,
      };
    }
    case 'split-service': {
      const { parts = [], guard, stages, retire, undo } = wire;
      const service = said(wire.service, 'which Service is split (service)');
      return { kind, ...common, service, parts, guard, stages, retire, undo };
    }
    case 'add-cluster': {
      const { internalHost } = wire;
      const from = said(wire.from, 'which cluster has the gateway (from)');
      return {
        kind,
        ...common,
        from,
        internalHost: internalHost || undefined,
      };
    }
    case 'new-product': {
      const { title, description, domain, namespace } = wire;
      const owner = said(wire.owner, 'who owns the product (owner)');
      const service = said(wire.service, 'which Service answers (service)');
      return {
        kind,
        ...common,
        title: title || undefined,
        owner,
        description: description || undefined,
        domain: domain || undefined,
        namespace: namespace || undefined,
        service,
      };
    }
    default:
      throw new InputError(`There is no change of the kind ${kind}.`);
  }
}

function said<T>(value: T | undefined, what: string): T {
  if (value) return value;
  throw new InputError(`Say ${what}.`);
}
