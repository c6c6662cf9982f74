/**
 * A Kubernetes object as a snapshot holds it: what its kind's schema mentions is as the schema says, and what the schema requires inside
 * `spec` and `status` is there. Either may be missing.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: unknown;
  status?: unknown;
  [field: string]: unknown;
}

/**
 * What names an object and says whose it is. Labels and annotations inherit nothing: `labels.constructor` is what the object says.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  /** Absent: the object is not namespaced. */
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  /** RFC 3339. Absent in files: such objects count as the youngest, in the order of reading. */
  creationTimestamp?: string;
  /** RFC 3339. The object is going away. */
  deletionTimestamp?: string;
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
  ownerReferences?: readonly {
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
  }[];
}

/**
 * Names an object inside one cluster. `group` is empty for the core group: Istio and Gateway API both have a Gateway.
 *
 * @public
 */
export interface ObjectRef {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * The part of an object that says something: `path` as in `spec.http[0].match[1]`, empty for the object itself.
 *
 * @public
 */
export interface Source {
  object: ObjectRef;
  path: string;
}

/**
 * Something that could not be read as it stands. A reader of configuration does not throw: it returns what it could read, and these.
 *
 * @public
 */
export interface Problem {
  source: Source;
  message: string;
}

/**
 * The group of an `apiVersion`, empty for the core group.
 *
 * @public
 */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * The name of an object inside its cluster.
 *
 * @public
 */
export function refOf(object: KubernetesObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace,
    name,
  };
}

/**
 * A key for maps: equal for equal references, different for different ones.
 *
 * @public
 */
export function keyOf({ group, kind, namespace, name }: ObjectRef): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}
