import { KubernetesObject, ObjectRef } from '../resources';
import { Kinds, memoisedByNamespace, Snapshot } from '../snapshot';
import { OwnershipConfig, PRODUCT_LABEL, ProductMapping } from './Ownership';

/** Whose the objects of one cluster are. */
export interface Products {
  ofNamespace(namespace: string): string | undefined;
  of(object: KubernetesObject): string | undefined;
  ofRef(ref: ObjectRef): string | undefined;
}

export function productsIn(
  snapshot: Snapshot,
  config: OwnershipConfig,
): Products {
  const mappings = mappingsFor(snapshot, config);
  const mapped = (table: keyof ProductMapping, key: string) =>
    mappings.map(mapping => entry(mapping[table], key)).find(Boolean);

  const ofNamespace = (name: string) => {
    const object = snapshot.get({ group: '', kind: 'Namespace', name });
    return mapped('namespaces', name) ?? (object && labelOf(object));
  };
  const of = (object: KubernetesObject) => {
    const { name, namespace } = object.metadata;
    if (object.kind === 'Namespace') return ofNamespace(name);
    const asGateway = gateways.some(([, kind]) => kind === object.kind)
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
  return { ofNamespace, of, ofRef };
}

/** All products that the operator or a label names, in clusters as this configuration says. */
export function namedProductsReader(
  config: OwnershipConfig,
): (snapshot: Snapshot) => string[] {
  const labelled = memoisedByNamespace(
    [namespaces, ...gateways],
    (snapshot, namespace) => {
      const { of, ofNamespace } = productsIn(snapshot, config);
      const objects = gateways.flatMap(([group, kind]) =>
        snapshot.inNamespace(group, kind, namespace),
      );
      const found = new Set([ofNamespace(namespace), ...objects.map(of)]);
      return [...found].filter(product => product !== undefined);
    },
  );
  return snapshot => [
    ...mappingsFor(snapshot, config)
      .flatMap(mapping => [mapping.namespaces, mapping.gateways])
      .flatMap((table = {}) => Object.values(table)),
    ...[...labelled(snapshot).values()].flat(),
  ];
}

/** The cluster's own first, for it wins. */
const mappingsFor = (
  { cluster }: Snapshot,
  config: OwnershipConfig,
): readonly ProductMapping[] => [entry(config.clusters, cluster) ?? {}, config];

const namespaces = ['', 'Namespace'] as const;

const gateways: Kinds = [
  ['apps', 'Deployment'],
  ['', 'Service'],
  ['networking.istio.io', 'Gateway'],
  ['gateway.networking.k8s.io', 'Gateway'],
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
