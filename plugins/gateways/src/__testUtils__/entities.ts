import { Entity } from '@backstage/catalog-model';

/** The sample product, as the catalog holds it. */
export const paymentsSystem: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { namespace: 'default', name: 'payments', title: 'Payments' },
  spec: { owner: 'payments-team' },
};

/** A part of a product, which owns no gateways. */
export const paymentsComponent: Entity = {
  ...paymentsSystem,
  kind: 'Component',
  spec: { type: 'service', lifecycle: 'production', owner: 'payments-team' },
};
