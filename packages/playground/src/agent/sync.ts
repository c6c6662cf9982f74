import {
  StatusError,
  type ClusterClient,
  type KubernetesObject,
} from '@product-gateways/sample-cluster';
import { applyObject, read, type Applied } from './applyObject';
import { idOf, type Desired, type DesiredState, type Problem } from './desired';
import { readInventory, writeRecord, type Entry } from './record';
import { sweep } from './sweep';
import { annotationOf, fileAnnotation } from './tracking';

export interface SyncReport {
  commit: string;
  created: number;
  changed: number;
  unchanged: number;
  pruned: number;
  /** What could not be applied or pruned; everything else was. */
  problems: Problem[];
}

/**
 * Brings one cluster to what a commit says. Objects that left git are deleted, except Namespaces: everything in one would go
 * with it. Throws when the cluster cannot be reached; a bad object is a problem in the report.
 */
export async function sync(
  client: ClusterClient,
  commit: string,
  desired: DesiredState,
  { restore = false } = {},
): Promise<SyncReport> {
  const before = await readInventory(client);
  const applied: Outcome<Applied>[] = [];
  for (const batch of batches(desired.objects))
    applied.push(
      ...(await Promise.all(
        batch.map(({ file, object }) =>
          attempt(file, idOf(object), () =>
            applyObject(client, object, { restore }),
          ),
        ),
      )),
    );

  const inventory = desired.objects.map(entryOf);
  const kept = new Set(inventory.map(entryKey));
  const unread = new Set(desired.problems.map(({ file }) => file));
  const gone = before.filter(entry => !kept.has(entryKey(entry)));
  const pruned = await Promise.all(
    gone
      .filter(({ kind, file }) => kind !== 'Namespace' && !unread.has(file))
      .map(entry =>
        attempt(entry.file, idOf(objectOf(entry)), () => prune(client, entry)),
      ),
  );
  const swept = restore ? await sweep(client, desired.objects) : 0;

  const problems = [
    ...desired.problems,
    ...[...applied, ...pruned].flatMap(({ problem }) => problem ?? []),
  ];
  await writeRecord(client, {
    commit,
    problems,
    inventory: [...inventory, ...gone.filter(({ file }) => unread.has(file))],
  });
  const count = (value: Applied) =>
    applied.filter(({ done }) => done === value).length;
  return {
    commit,
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    pruned: pruned.filter(({ done }) => done).length + swept,
    problems,
  };
}

interface Outcome<T> {
  done?: T;
  problem?: Problem;
}

/** Namespaces before what lies in them, definitions before what they define. */
function batches(objects: Desired[]): Desired[][] {
  const first = ['Namespace', 'CustomResourceDefinition'];
  return [
    ...first.map(kind => objects.filter(({ object }) => object.kind === kind)),
    objects.filter(({ object }) => !first.includes(object.kind)),
  ];
}

/** What the server refuses is a problem of one object; what may pass is a failure of all, which are then tried again. */
async function attempt<T>(
  file: string,
  id: string,
  step: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return { done: await step() };
  } catch (error) {
    if (!(error instanceof Error) || mayPass(error)) throw error;
    return { problem: { file, message: `${id}: ${error.message}` } };
  }
}

/** Whether a later try may do: no answer at all (a named code, ECONNREFUSED), a busy server, somebody else's faster write. */
function mayPass(error: Error): boolean {
  return error instanceof StatusError
    ? error.code >= 500 || [409, 429].includes(error.code)
    : 'code' in error && typeof error.code === 'string';
}

/** Deletes what the agent put there, unless somebody else has taken it over. */
async function prune(client: ClusterClient, entry: Entry): Promise<boolean> {
  const live = await read(client, objectOf(entry));
  if (!live || annotationOf(live, fileAnnotation) !== entry.file) return false;
  await client.delete(live);
  return true;
}

function entryOf({ file, object }: Desired): Entry {
  const { apiVersion, kind, metadata } = object;
  const { namespace, name = '' } = metadata;
  return { apiVersion, kind, namespace, name, file };
}

function objectOf({ apiVersion, kind, namespace, name }: Entry) {
  return {
    apiVersion,
    kind,
    metadata: { namespace, name },
  } satisfies KubernetesObject;
}

/** An object stays itself when its file moves or its version changes. */
function entryKey({ apiVersion, kind, namespace, name }: Entry): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return [group, kind, namespace, name].join(' ');
}
