import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { Forge } from './Forge';
import { giteaForge } from './giteaForge';

/**
 * The adapter for a repository on a host that Backstage's `integrations` name.
 *
 * @public
 */
export function forgeOf(
  integrations: ScmIntegrations,
  { host, owner, repo }: { host: string; owner: string; repo: string },
): Forge {
  const gitea = integrations.gitea.byHost(host);
  if (gitea) return giteaForge(gitea.config, { owner, repo });

  const known = integrations.byHost(host);
  throw new InputError(
    known
      ? `Pull requests on ${host} are not supported: it is a host of type ${known.type}, and there is an adapter for gitea only.`
      : `The configuration knows no forge ${host}. Add it under integrations.gitea.`,
  );
}
