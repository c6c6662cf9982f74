import {
  isRecord,
  keyOf,
  ObjectRef,
  readObject,
  refOf,
  Snapshot,
  snapshotOf,
  UnseenKind,
} from '@product-gateways/mesh';
import { Io, Refusal } from '../io';
import { Configuration } from './Configuration';
import { Contents, Manifest } from './Manifest';
import { inMesh, MeshSettings } from './meshSettings';
import { problemsOf } from './problems';
import { readFiles } from './readFiles';
import { readGit } from './readGit';
import { Source } from './Source';

/** Sources, and what a cluster's own objects may not say of its mesh. */
export interface MeshInput {
  readonly sources: readonly Source[];
  readonly kubeconfig?: string;
  readonly settings: MeshSettings;
}

/**
 * The configuration that sources hold, a snapshot for each cluster. A file that cannot be read whole is refused, all of them at once; what
 * could not be seen or understood otherwise is said on standard error, and kept in mind.
 */
export async function readMesh(
  { sources, kubeconfig, settings }: MeshInput,
  io: Io,
): Promise<Configuration> {
  if (sources.length === 0)
    throw new Refusal(
      'Name at least one file or folder of Kubernetes objects, - for standard input, or a cluster with --context.',
    );
  const faults: string[] = [];
  const gaps: string[] = [];
  const clusters = new Map<string, Cluster>();
  for (const source of sources) {
    const read = await readSource(source, kubeconfig, io);
    faults.push(...read.faults);
    gaps.push(...(read.live?.gaps ?? []));
    for (const note of read.notes) io.err(`${note}\n`);
    const known = clusters.get(source.cluster);
    clusters.set(source.cluster, {
      manifests: [...(known?.manifests ?? []), ...read.manifests],
      unseen: [...(known?.unseen ?? []), ...(read.live?.unseen ?? [])],
    });
  }
  if (faults.length > 0) throw new Refusal(few(faults).join('\n'));

  const problems: string[] = [];
  const mesh = new Map<string, Snapshot>();
  for (const [name, { manifests, unseen }] of clusters) {
    const objects = manifests.map(({ object }) => object);
    const snapshot = snapshotOf(name, objects, { unseen });
    problems.push(...problemsOf(snapshot, manifests));
    mesh.set(name, inMesh(snapshot, settings));
  }
  for (const line of few([...gaps, ...problems])) io.err(`${line}\n`);
  return {
    mesh,
    gaps,
    problems,
    manifestOf: (cluster, object) =>
      clusters
        .get(cluster)
        ?.manifests.findLast(manifest => isObject(manifest, object)),
  };
}

interface Cluster {
  readonly manifests: readonly Manifest[];
  readonly unseen: readonly UnseenKind[];
}

async function readSource(
  source: Source,
  kubeconfig: string | undefined,
  io: Io,
): Promise<Contents> {
  switch (source.from) {
    case 'path':
      return readFiles(source.path, io);
    case 'git':
      return readGit(source, io);
    default: {
      const { readContext } = await import('../cluster/readContext');
      return readContext(source.context, kubeconfig);
    }
  }
}

/** Of the few that have the name, which one is it as a snapshot reads it? */
function isObject({ object }: Manifest, ref: ObjectRef): boolean {
  const { value } =
    nameOf(object) === ref.name ? readObject(object) : { value: undefined };
  return value !== undefined && keyOf(refOf(value)) === keyOf(ref);
}

function nameOf(object: unknown): unknown {
  const { metadata } = isRecord(object) ? object : {};
  return isRecord(metadata) ? metadata.name : undefined;
}

const most = 20;

function few(lines: readonly string[]): readonly string[] {
  const more = lines.length - most;
  return more > 0
    ? [...lines.slice(0, most), `… and ${more} more like these.`]
    : lines;
}
