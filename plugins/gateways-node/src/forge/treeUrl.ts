import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';

/** Where each forge shows a branch's files: the form of URL that Backstage's UrlReader reads a tree from. */
const pathOfBranch: Record<string, string> = {
  gitea: 'src/branch',
  github: 'tree',
  gitlab: '-/tree',
};

/**
 * The URL of a branch's files, for Backstage's UrlReader.
 * @example treeUrl(integrations, 'https://forge.example/platform/deploy', 'main') // on Gitea: …/platform/deploy/src/branch/main
 *
 * @public
 */
export function treeUrl(
  integrations: ScmIntegrationRegistry,
  repositoryUrl: string,
  branch: string,
): string {
  const type = integrations.byUrl(repositoryUrl)?.type;
  const path = type && pathOfBranch[type];
  if (!path)
    throw new InputError(
      `${repositoryUrl} is not on a forge that the configuration's integrations name as gitea, github or gitlab.`,
    );
  return `${repositoryUrl.replace(
    /(\.git)?\/*$/,
    '',
  )}/${path}/${encodeURIComponent(branch)}`;
}
