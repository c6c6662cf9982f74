import { Snapshot } from '@product-gateways/mesh';
import { Io, Refusal } from '../io';
import { Configuration } from '../configuration/Configuration';
import {
  configurationOf,
  MeshInput,
  Read,
  readSources,
  tellLeftOut,
} from '../configuration/readMesh';
import {
  atRef,
  contextSource,
  Source,
  sourceOf,
  unnamed,
} from '../arguments/Source';

/** Two configurations of the same clusters. */
export interface Sides {
  readonly before: Configuration;
  readonly after: Configuration;
  readonly clusters: readonly {
    readonly name: string;
    readonly before: Snapshot;
    readonly after: Snapshot;
  }[];
}

interface Stated {
  readonly positionals: readonly string[];
  readonly context: readonly string[];
  readonly ref?: string;
  /** What both sides have besides. It is read once, so that it is of one moment. */
  readonly shared: readonly string[];
}

export async function sidesOf(
  stated: Stated,
  { kubeconfig, settings }: Omit<MeshInput, 'sources'>,
  io: Io,
): Promise<Sides> {
  const [sourcesBefore, sourcesAfter] = sourcesOf(stated);
  const read = (sources: readonly Source[]) =>
    readSources(sources, kubeconfig, io);
  const shared = await read(stated.shared.map(sourceOf));
  const [before, after] = [
    await read(sourcesBefore),
    await read(sourcesAfter),
  ].map(own => configurationOf([...sharedBy(own, shared), ...own], settings));
  for (const side of [before, after]) tellLeftOut(side, io);
  return {
    before,
    after,
    clusters: [...after.mesh].flatMap(([name, snapshot]) => {
      const known = before.mesh.get(name);
      return known ? [{ name, before: known, after: snapshot }] : [];
    }),
  };
}

type Both = readonly [readonly Source[], readonly Source[]];

/** Paths with themselves at a git ref, or one source with another, as one cluster. */
function sourcesOf({ positionals, context, ref }: Stated): Both {
  if (ref !== undefined) {
    if (context.length > 0)
      throw new Refusal(
        'With --ref, paths are compared with themselves: leave out --context.',
      );
    const paths = (positionals.length > 0 ? positionals : ['.']).map(sourceOf);
    const before = paths.map(path => ({
      ...atRef(path, ref),
      mayBeAbsent: true,
    }));
    return [before, paths];
  }
  const [before, after, ...others] = [
    ...positionals.map(sourceOf),
    ...context.map(contextSource),
  ];
  if (!before || !after || others.length > 0)
    throw new Refusal(
      'Name two sources, BEFORE and AFTER, or paths to compare with themselves at a --ref.',
    );
  const cluster = after.cluster === unnamed ? before.cluster : after.cluster;
  return [[{ ...before, cluster }], [{ ...after, cluster }]];
}

/** Where there is one cluster, everything shared is its; else what names none belongs to all. */
function sharedBy(own: readonly Read[], shared: readonly Read[]): Read[] {
  const clusters = [...new Set(own.map(({ cluster }) => cluster))];
  return shared.flatMap(({ cluster, contents }) => {
    const isEverybodys = clusters.length === 1 || cluster === unnamed;
    return (isEverybodys ? clusters : [cluster]).map(name => ({
      cluster: name,
      contents,
    }));
  });
}
