import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Where controller-runtime's envtest looks too. */
const defaultFolder = '/usr/local/kubebuilder/bin';

/**
 * The folder with `etcd` and `kube-apiserver`: what KUBEBUILDER_ASSETS names, or else, if asked for, envtest's default.
 * @returns undefined where there is none
 * @throws if KUBEBUILDER_ASSETS names a folder without them: somebody wanted the real thing, and must not get another
 */
export function envtestAssets(
  options: {
    lookInDefault?: boolean;
    env?: Record<string, string | undefined>;
  } = {},
): string | undefined {
  const { lookInDefault = false, env = process.env } = options;
  const named = env.KUBEBUILDER_ASSETS;
  if (named) {
    if (holdsBinaries(named)) return named;
    throw new Error(
      `KUBEBUILDER_ASSETS is ${named}, but there are no programs etcd and kube-apiserver in it`,
    );
  }
  return lookInDefault && holdsBinaries(defaultFolder)
    ? defaultFolder
    : undefined;
}

function holdsBinaries(folder: string): boolean {
  try {
    for (const program of ['etcd', 'kube-apiserver'])
      accessSync(join(folder, program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
