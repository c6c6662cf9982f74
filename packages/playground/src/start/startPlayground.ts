import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Main } from '../agent/Main';
import { controlApp } from '../control/app';
import type { GiteaAccess } from '../forge/gitea/GiteaApi';
import { useGitea } from '../forge/gitea/useGitea';
import { Listener } from '../forge/Listener';
import type { Forge } from '../forge/Forge';
import { startForge } from '../forge/startForge';
import { mainBranch } from '../git/Repository';
import { seedFolder } from '../paths';
import type { SamplePlace } from './places';
import { readerRules } from './reader';
import { Site } from './Site';
import { startClusters } from './startClusters';
import { StateFile, writeKubeconfigs, type State } from './stateFiles';

export interface PlaygroundOptions {
  places: readonly SamplePlace[];
  forgePort: number;
  /** A real forge in place of the sample one. */
  gitea?: GiteaAccess;
  /** Everything that is written lies here; the forge's part survives. */
  folder: string;
  /** One plain line for each step. */
  log: (line: string) => void;
}

export interface Playground {
  sites: readonly Site[];
  forge: Forge;
  /** Back to the start: nothing is broken, git is the seed, the clusters are what git says. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Two clusters, a forge, an agent and the loops that make objects live; ready when git is applied everywhere. */
export async function startPlayground(
  options: PlaygroundOptions,
): Promise<Playground> {
  const running: Array<() => Promise<unknown>> = [];
  const stop = async () => {
    for (const end of running.splice(0).reverse()) await end();
  };
  try {
    const playground = await startParts(options, running);
    return { ...playground, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param running takes what ends each part, as soon as the part is there */
async function startParts(
  { places, forgePort, gitea, folder, log }: PlaygroundOptions,
  running: Array<() => Promise<unknown>>,
): Promise<Omit<Playground, 'stop'>> {
  let ready = false;
  const forgeOptions = {
    dir: join(folder, 'forge'),
    seed: seedFolder,
    port: forgePort,
    ready: () => ready,
  };
  const forge = gitea
    ? await useGitea(gitea, forgeOptions)
    : await startForge(forgeOptions);
  running.push(() => forge.stop());
  log(`The forge is at ${forge.url}.`);

  const rules = await readerRules();
  const clusters = await startClusters(places, rules);
  for (const cluster of clusters) {
    running.push(() => cluster.stop());
    const kind = cluster.kind === 'sample' ? 'sample' : 'real';
    log(`${cluster.name}: a ${kind} API server at ${cluster.server}.`);
  }
  await writeKubeconfigs(folder, clusters);

  const main = new Main((await forge.repository.commitOf(mainBranch)) ?? '');
  forge.onMain(commit => main.set(commit));
  const sites = clusters.map(
    (cluster, i) =>
      new Site({
        cluster,
        place: places[i],
        repository: forge.repository,
        main,
        rules,
        log,
      }),
  );
  const synced = () =>
    Promise.all(sites.map(site => site.reaches(main.target.serial)));
  const reset = async () => {
    await forge.setFault(undefined);
    await Promise.all(sites.map(site => site.heal()));
    main.set(await forge.reset(), { restore: true });
    await synced();
  };

  const token = randomBytes(24).toString('base64url');
  const control = await Listener.open(0);
  running.push(() => control.close());
  control.handler = controlApp({ sites, forge, reset }, token);
  const url = `http://127.0.0.1:${control.port}`;
  const stateFile = new StateFile(folder);
  const saveState = () =>
    stateFile.save({
      pid: process.pid,
      control: { url, token },
      forge: { url: forge.url },
      clusters: Object.fromEntries(sites.map(stateOf)),
    });
  for (const site of sites) {
    site.onChange(() => {
      saveState().catch(error => log(`state.json: ${error}`));
    });
    site.start();
    running.push(() => site.stop());
  }
  await synced();
  await saveState();
  ready = true;
  return { sites, forge, reset };
}

function stateOf(site: Site): [string, State['clusters'][string]] {
  const { kind, server } = site.cluster;
  const { commit, problems } = site.report ?? {};
  return [site.name, { kind, server, commit, problems: problems?.length }];
}
