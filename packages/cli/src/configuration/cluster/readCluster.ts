import {
  isRecord,
  Kind,
  kinds,
  project,
  UnseenKind,
} from '@product-gateways/mesh';
import pLimit from 'p-limit';
import { ApiFailure, ApiServer } from './ApiServer';
import { listKind } from './listKind';

/** What a cluster holds of the kinds that the mesh reads. */
export interface ClusterContents {
  readonly objects: readonly unknown[];
  /** Kinds that it did not show. */
  readonly unseen: readonly UnseenKind[];
  /** Why; a kind that is not installed is truly not there. */
  readonly missing: readonly string[];
}

/** An API server is not asked for all its lists in one moment. */
const listsAtOnce = 4;

/** Rejects with an {@link ApiFailure} where the cluster does not answer at all. */
export async function readCluster(server: ApiServer): Promise<ClusterContents> {
  const served = versionsOf(await server.get('/apis'));
  const inTurn = pLimit(listsAtOnce);
  const lists = await Promise.all(
    kinds.map(kind => inTurn(() => readKind(server, kind, served))),
  );
  const objects = lists.flatMap(list => list.objects);
  const meshConfig = await readMeshConfig(server, objects);
  return {
    objects: [...objects, ...meshConfig.objects],
    unseen: lists.flatMap(({ unseen }) => unseen ?? []),
    missing: [...lists, meshConfig].flatMap(({ missing }) => missing ?? []),
  };
}

interface Listed {
  readonly objects: readonly unknown[];
  readonly unseen?: UnseenKind;
  readonly missing?: string;
}

async function readKind(
  server: ApiServer,
  kind: Kind,
  served: ReadonlyMap<string, readonly string[]>,
): Promise<Listed> {
  const inGroup = kind.group === '' ? ['v1'] : served.get(kind.group) ?? [];
  for (const version of kind.versions.filter(each => inGroup.includes(each))) {
    try {
      return { objects: await listKind(server, kind, version) };
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (error.status !== 404 || kind.group === '')
        return notShown(kind, error);
    }
  }
  const { group, kind: name } = kind;
  return {
    objects: [],
    unseen: { group, kind: name, reason: 'not-installed' },
  };
}

function notShown({ group, kind, plural }: Kind, failure: ApiFailure): Listed {
  const isForbidden = failure.status === 403 || failure.status === 401;
  const resource = group ? `${plural}.${group}` : plural;
  return {
    objects: [],
    unseen: { group, kind, reason: isForbidden ? 'forbidden' : 'failing' },
    missing: isForbidden
      ? forbidden(kind, resource)
      : `${resource} could not be listed (${failure.message})`,
  };
}

/** Few people may list Nodes, and they say nothing but where pods run: no answer of a command lacks anything without them. */
function forbidden(kind: string, resource: string): string | undefined {
  return kind === 'Node' ? undefined : `${resource} may not be listed`;
}

/** The versions of each group, from the server's APIGroupList. */
function versionsOf(list: unknown): ReadonlyMap<string, readonly string[]> {
  const groups = isRecord(list) ? list.groups : undefined;
  if (!Array.isArray(groups))
    throw new ApiFailure('what answers is no Kubernetes API server');
  return new Map(
    groups
      .filter(isRecord)
      .map(({ name, versions }) => [
        String(name),
        (Array.isArray(versions) ? versions : [])
          .filter(isRecord)
          .map(({ version }) => String(version)),
      ]),
  );
}

/** The ConfigMaps beside each istiod that may hold its mesh config: other ConfigMaps are nobody's business here. */
async function readMeshConfig(
  server: ApiServer,
  objects: readonly unknown[],
): Promise<Listed> {
  const istiods = objects.filter(isRecord).flatMap(istiodOf);
  const places = istiods.length > 0 ? istiods : [usualPlace];
  const found: unknown[] = [];
  for (const { namespace, name } of places) {
    const path = `/api/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/configmaps/${encodeURIComponent(name)}`;
    try {
      found.push(project(await server.get(path)));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (error.status !== 404)
        return {
          objects: found,
          missing: `ConfigMap ${namespace}/${name} may not be read, so Istio's default mesh config is assumed`,
        };
    }
  }
  return { objects: found };
}

const usualPlace = { namespace: 'istio-system', name: 'istio' };

function istiodOf({ kind, metadata }: Readonly<Record<string, unknown>>) {
  const { namespace, labels } = isRecord(metadata) ? metadata : {};
  const { app, 'istio.io/rev': revision } = isRecord(labels) ? labels : {};
  if (kind !== 'Deployment' || app !== 'istiod') return [];
  const isDefault = typeof revision !== 'string' || revision === 'default';
  return [
    {
      namespace: String(namespace),
      name: isDefault ? 'istio' : `istio-${revision}`,
    },
  ];
}
