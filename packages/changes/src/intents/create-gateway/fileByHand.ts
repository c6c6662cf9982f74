import { Condition, FileEdit } from '../../ChangePlan';
import { Insertion } from './Insertion';
import { Place } from './place';

/** The file that a person applies, where no agent reads it, and the command that applies it. */
export function fileByHand(
  { byHand, gateway: { name, namespace } }: Insertion,
  { cluster, snapshot, desired: { tree, installs } }: Place,
): { edits: FileEdit[]; condition: Condition } | undefined {
  if (!byHand) return undefined;
  const folder = installs ?? `installs/${cluster}`;
  const path = `${folder}/${namespace}/${byHand.file}`;
  const before = tree.get(path);
  const made = { group: 'apps', kind: 'Deployment', namespace, name };
  const isInstalled = snapshot.get(made) !== undefined;
  return {
    edits: before === byHand.text ? [] : [{ path, before, after: byHand.text }],
    condition: {
      id: `installed:${namespace}/${name}`,
      when: 'after-merge',
      text: `No agent applies ${path}. Somebody with access to cluster ${cluster} runs: ${byHand.command(
        path,
      )}`,
      state: isInstalled ? 'met' : 'unmet',
      evidence: isInstalled
        ? `Deployment ${namespace}/${name} is there.`
        : `Deployment ${namespace}/${name} is not there yet.`,
    },
  };
}
