import { Entity } from '@backstage/catalog-model';

/** A System as the catalog holds it after processing. */
export function system(name: string, title: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, namespace: 'default', title },
    spec: { owner: `${name}-team` },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${name}-team` }],
  };
}

export const sampleEntities: Entity[] = [
  system('payments', 'Payments'),
  system('analytics', 'Analytics'),
  system('orders', 'Orders'),
  system('reports', 'Reports'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments', namespace: 'default' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments-team', namespace: 'default' },
  },
];
