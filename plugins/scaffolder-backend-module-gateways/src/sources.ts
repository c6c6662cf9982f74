import { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';

/** A branch and the folders of it that changes may touch. */
export interface Source {
  repository: Repository;
  branch: string;
  folders: readonly string[];
}

export interface Repository {
  host: string;
  owner: string;
  repo: string;
}

/** `gateways.git.sources`: pull requests are opened there and nowhere else, whatever a template asks for. */
export function readSources(config: Config): Source[] {
  const sources = config.getOptionalConfigArray('gateways.git.sources') ?? [];
  return sources.map(source => {
    // Read as one value: a cluster's name may hold dots, which part the keys of a configuration.
    const clusters = source.getOptional<Record<string, string>>('clusters');
    return {
      repository: repositoryAt(source.getString('url')),
      branch: source.getOptionalString('branch') ?? 'main',
      folders: [
        ...Object.values(clusters ?? {}),
        source.getOptionalString('installs') ?? 'installs',
        source.getOptionalString('catalog') ?? 'catalog',
      ].map(folder => folder.replace(/^(\.?\/)+|\/+$/g, '')),
    };
  });
}

/** The repository of a URL as people open it; whatever stands before the last part of its path is the owner. */
export function repositoryAt(url: string): Repository {
  const { host, pathname } = new URL(url);
  const parts = pathname
    .replace(/(\.git)?\/*$/, '')
    .split('/')
    .filter(Boolean);
  return {
    host,
    owner: parts.slice(0, -1).join('/'),
    repo: parts.at(-1) ?? '',
  };
}

/** A repository as scaffolder actions take it. */
export function repoUrlOf({ host, owner, repo }: Repository): string {
  return `${host}?${new URLSearchParams({ owner, repo })}`;
}

/** Refuses a repository, branch or file that the configuration does not name. */
export function refuseElsewhere(
  sources: readonly Source[],
  { host, owner, repo }: Repository,
  branch: string,
  paths: readonly string[],
): void {
  const source = sources.find(
    each =>
      each.repository.host === host &&
      each.repository.owner === owner &&
      each.repository.repo === repo &&
      each.branch === branch,
  );
  if (!source)
    throw new NotAllowedError(
      `gateways.git.sources of the configuration does not name branch ${branch} of ${host}/${owner}/${repo}, so no pull request is opened there.`,
    );
  const outside = paths.find(
    path =>
      !source.folders.some(folder => !folder || path.startsWith(`${folder}/`)),
  );
  if (outside !== undefined)
    throw new NotAllowedError(
      `${outside} lies in none of the folders that may be changed in ${host}/${owner}/${repo} (${source.folders.join(
        ', ',
      )}), so it is not changed.`,
    );
}
