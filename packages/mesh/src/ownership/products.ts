import { KubernetesObject, ObjectRef } from '../resources';
import { Snapshot } from '../snapshot';
import { OwnershipConfig, PRODUCT_LABEL, ProductMapping } from './Ownership';

/** Whose the objects of one cluster are. */
export interface Products {
  ofNamespace(namespace: string): string | undefined;
  of(object: KubernetesObject): string | undefined;
  ofRef(ref: ObjectRef): string | undefined;
  /** All that a label or the operator names. */
  all(): string[];
}

export function productsIn(
  snapshot: Snapshot,
  config: OwnershipConfig,
): Products {
  const mappings = [entry(config.clusters, snapshot.cluster) ?? {}, config];
  const mapped = (table: keyof ProductMapping, key: string) =>
    mappings.map(mapping => entry(mapping[table], key)).find(Boolean);

  const ofNamespace = (name: string) => {
    const object = snapshot.get({ group: '', kind: 'Namespace', name });
    return mapped('namespaces', name) ?? (object && labelOf(object));
  };
  const of = (object: KubernetesObject) => {
    const { name, namespace } = object.metadata;
    if (object.kind === 'Namespace') return ofNamespace(name);
    const asGateway = gateways.some(({ kind }) => kind === object.kind)
      ? mapped('gateways', `${namespace}/${name}`)
      : undefined;
    return (
      asGateway ??
      labelOf(object) ??
      (namespace ? ofNamespace(namespace) : undefined)
    );
  };
  const ofRef = (ref: ObjectRef) => {
    const object = snapshot.get(ref);
    if (object) return of(object);
    return ref.namespace ? ofNamespace(ref.namespace) : undefined;
  };
  const all = () =>
    [
      ...mappings
        .flatMap(mapping => [mapping.namespaces, mapping.gateways])
        .flatMap((table = {}) => Object.values(table)),
      ...[namespaces, ...gateways]
        .flatMap(({ group, kind }) => snapshot.list(group, kind))
        .map(of),
    ].filter(product => product !== undefined);
  return { ofNamespace, of, ofRef, all };
}

const namespaces = { group: '', kind: 'Namespace' };

const gateways = [
  { group: 'apps', kind: 'Deployment' },
  { group: '', kind: 'Service' },
  { group: 'networking.istio.io', kind: 'Gateway' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
];

function labelOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.labels?.[PRODUCT_LABEL] || undefined;
}

/** What a table says for a key that somebody else chose. */
function entry<T>(
  table: Readonly<Record<string, T>> | undefined,
  key: string,
): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}
