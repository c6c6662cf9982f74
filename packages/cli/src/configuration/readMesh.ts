import {
  isRecord,
  keyOf,
  ObjectRef,
  readObject,
  refOf,
  Snapshot,
  snapshotOf,
} from '@product-gateways/mesh';
import { readContext } from './cluster/readContext';
import { Io, Refusal } from '../io';
import { printable } from '../output/printable';
import { Configuration } from './Configuration';
import { Contents, Manifest } from './Manifest';
import { inMesh, MeshSettings } from './meshSettings';
import { problemsOf } from './problems';
import { readFiles } from './files/readFiles';
import { readGit } from './git/readGit';
import { Source } from '../arguments/Source';

/** Sources, and what a cluster's own objects may not say of its mesh. */
export interface MeshInput {
  readonly sources: readonly Source[];
  readonly kubeconfig?: string;
  readonly settings: MeshSettings;
}

/** The configuration that sources hold, a snapshot for each cluster. What could not be seen or understood is said on standard error. */
export async function readMesh(
  { sources, kubeconfig, settings }: MeshInput,
  io: Io,
): Promise<Configuration> {
  if (sources.length === 0)
    throw new Refusal(
      'Name at least one file or folder of Kubernetes objects, - for standard input, or a cluster with --context.',
    );
  const configuration = configurationOf(
    await readSources(sources, kubeconfig, io),
    settings,
  );
  tellLeftOut(configuration, io);
  return configuration;
}

/** What was read of a cluster from one source. */
export interface Read {
  readonly cluster: string;
  readonly contents: Contents;
}

/** A file that cannot be read whole is refused, all of them at once. */
export async function readSources(
  sources: readonly Source[],
  kubeconfig: string | undefined,
  io: Io,
): Promise<Read[]> {
  const read: Read[] = [];
  for (const source of sources) {
    const contents = await readSource(source, kubeconfig, io);
    for (const note of contents.notes) io.err(`${printable(note)}\n`);
    read.push({ cluster: source.cluster, contents });
  }
  const faults = read.flatMap(({ contents }) => contents.faults);
  if (faults.length > 0) throw new Refusal(few(faults).join('\n'));
  return read;
}

export function configurationOf(
  read: readonly Read[],
  settings: MeshSettings,
): Configuration {
  const clusters = Map.groupBy(read, ({ cluster }) => cluster);
  const problems: string[] = [];
  const mesh = new Map<string, Snapshot>();
  for (const [name, parts] of clusters) {
    const manifests = parts.flatMap(({ contents }) => contents.manifests);
    const snapshot = snapshotOf(
      name,
      manifests.map(({ object }) => object),
      { unseen: parts.flatMap(({ contents }) => contents.live?.unseen ?? []) },
    );
    problems.push(...problemsOf(snapshot, manifests));
    mesh.set(name, inMesh(snapshot, settings));
  }
  return {
    mesh,
    gaps: read.flatMap(({ contents }) => contents.live?.gaps ?? []),
    problems,
    manifestOf: (cluster, object) =>
      clusters
        .get(cluster)
        ?.flatMap(({ contents }) => contents.manifests)
        .findLast(manifest => isObject(manifest, object)),
  };
}

export function tellLeftOut({ gaps, problems }: Configuration, io: Io) {
  for (const line of few([...gaps, ...problems]))
    io.err(`${printable(line)}\n`);
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
    default:
      return readContext(source.context, { kubeconfig, io });
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
