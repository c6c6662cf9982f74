import type { Forge } from '../Forge';
import { Listener } from '../Listener';
import type { ForgeOptions } from '../startForge';
import { ensureRepository, type GiteaAccess } from './GiteaApi';
import { GitMirror } from './GitMirror';

/**
 * A Gitea that runs already, in place of the sample forge. An empty repository gets the seed; what is there is left as it is,
 * also by a reset: nobody rewrites main there.
 */
export async function useGitea(
  gitea: GiteaAccess,
  options: ForgeOptions,
): Promise<Forge> {
  const listener = await Listener.open(options.port ?? 0);
  listener.handler = (_req, res) => {
    res.writeHead(options.ready?.() ?? true ? 200 : 503).end();
  };
  try {
    await ensureRepository(gitea);
    const mirror = await GitMirror.of(gitea, options.dir);
    await mirror.fill(options.seed);

    const stopping = new AbortController();
    const listeners: Array<(commit: string) => void> = [];
    const polling = mirror.follow(
      commit => listeners.forEach(call => call(commit)),
      stopping.signal,
    );
    return {
      url: gitea.url,
      repository: mirror.repository,
      onMain: call => {
        listeners.push(call);
      },
      fault: undefined,
      async setFault(fault) {
        if (fault)
          throw new Error(
            `${gitea.url} is a real forge: it is not broken here.`,
          );
      },
      reset: () => mirror.fetch(),
      async stop() {
        stopping.abort();
        await Promise.all([polling, listener.close()]);
      },
    };
  } catch (error) {
    await listener.close();
    throw error;
  }
}
