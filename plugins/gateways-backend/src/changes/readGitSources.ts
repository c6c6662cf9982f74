import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** A branch of a repository that holds what clusters run. */
export interface GitSource {
  /** As people open it, without credentials. */
  url: string;
  branch: string;
  /** Cluster → folder. */
  clusters: ReadonlyMap<string, string>;
  /** The folder of what people apply by commands; no agent reads it. */
  installs: string;
  /** The folder of what the portal's catalog reads. */
  catalog: string;
}

const folders = z.record(z.string(), z.string());

/** `gateways.git.sources`. A mistake in it ends the start with the key that is wrong. */
export function readGitSources(config: Config): GitSource[] {
  const key = 'gateways.git.sources';
  const sources = (config.getOptionalConfigArray(key) ?? []).map(
    (source, index) => ({
      url: urlIn(source.getString('url'), `${key}[${index}].url`),
      branch: source.getOptionalString('branch') ?? 'main',
      clusters: clustersIn(source, `${key}[${index}].clusters`),
      installs: folderOf(source.getOptionalString('installs') ?? 'installs'),
      catalog: folderOf(source.getOptionalString('catalog') ?? 'catalog'),
    }),
  );
  const clusters = sources.flatMap(source => [...source.clusters.keys()]);
  const twice = clusters.find(
    (name, index) => clusters.indexOf(name) !== index,
  );
  if (twice)
    throw new InputError(
      `${key} names cluster ${twice} twice: a cluster is held by one repository.`,
    );
  return sources;
}

/** Read as one value: a cluster's name may hold dots, which part the keys of a configuration. */
function clustersIn(source: Config, key: string): GitSource['clusters'] {
  const read = folders.safeParse(source.getOptional('clusters'));
  if (!read.success)
    throw new InputError(`${key} must name a folder for each cluster.`);
  return new Map(
    Object.entries(read.data).map(([cluster, folder]) => [
      cluster,
      folderOf(folder),
    ]),
  );
}

function urlIn(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InputError(
      `${key} must be the repository's URL, beginning with https://.`,
    );
  if (url.username || url.password)
    throw new InputError(
      `${key} must not hold credentials: they belong under integrations.`,
    );
  return text.replace(/(\.git)?\/*$/, '');
}

/** Relative to the repository; empty for all of it. */
function folderOf(path: string): string {
  return path.replace(/^(\.?\/)+|\/+$/g, '');
}
