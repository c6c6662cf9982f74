import type {
  KubeconfigData,
  TestCluster,
} from '@product-gateways/sample-cluster';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { reader } from './reader';

/** What other programs on this machine need to know of the running playground. */
export interface State {
  pid: number;
  control: { url: string; token: string };
  forge: { url: string };
  clusters: Record<
    string,
    {
      kind: 'sample' | 'envtest';
      server: string;
      /** Of git; absent until the agent has applied one. */
      commit?: string;
      problems?: number;
    }
  >;
}

/** For people: contexts named as the clusters, allowed everything. For the portal: the same, allowed to read. */
export async function writeKubeconfigs(
  folder: string,
  clusters: readonly TestCluster[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = { kubeconfig: 'admin', 'reader.kubeconfig': reader };
  await Promise.all(
    Object.entries(files).map(([file, identity]) =>
      replaceFile(
        join(folder, file),
        stringify(joined(clusters.map(each => each.kubeconfig(identity)))),
      ),
    ),
  );
}

/** `state.json`; what is saved last stays. */
export class StateFile {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly folder: string) {}

  save(state: State): Promise<void> {
    const file = join(this.folder, 'state.json');
    const text = `${JSON.stringify(state, null, 2)}\n`;
    this.#last = this.#last.catch(() => {}).then(() => replaceFile(file, text));
    return this.#last;
  }
}

/** Undefined where no playground has been started yet. */
export async function readState(folder: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function joined(configs: readonly KubeconfigData[]): KubeconfigData {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: configs.flatMap(each => each.clusters),
    users: configs.flatMap(each => each.users),
    contexts: configs.flatMap(each => each.contexts),
    'current-context': configs[0]['current-context'],
  };
}

/** Whoever reads meanwhile sees the old file or the new one, and nobody but the owner sees either. */
async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
