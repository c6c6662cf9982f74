import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Forge } from './Forge';
import { giteaForge } from './giteaForge';
import { githubForge } from './githubForge';

/**
 * The adapter for a repository on a host that Backstage's `integrations` name.
 *
 * @param token - A person's own token for that host; absent: the portal's credentials are used
 * @public
 */
export async function forgeOf(
  integrations: ScmIntegrations,
  { host, owner, repo }: { host: string; owner: string; repo: string },
  token?: string,
): Promise<Forge> {
  const gitea = integrations.gitea.byHost(host)?.config;
  if (gitea) {
    const { username, ...anonymous } = gitea;
    const config = token ? { ...anonymous, password: token } : gitea;
    return giteaForge(config, { owner, repo });
  }
  const github = integrations.github.byHost(host)?.config;
  if (github) {
    // GitHub Apps have a token for each installation, and it expires.
    const provider =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    const url = `https://${host}/${owner}/${repo}`;
    const own = token ?? (await provider.getCredentials({ url })).token;
    return githubForge(github, { owner, repo }, own);
  }

  const known = integrations.byHost(host);
  throw new InputError(
    known
      ? `Pull requests on ${host} are not supported: it is a host of type ${known.type}, and there are adapters for gitea and github.`
      : `The configuration knows no forge ${host}. Add it under integrations.gitea or integrations.github.`,
  );
}
