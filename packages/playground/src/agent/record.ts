import type { ClusterClient } from '@product-gateways/sample-cluster';
import { read } from './applyObject';
import type { Problem } from './desired';

/** What the agent remembers in the cluster itself: which commit it is at, and what it put there. */
export interface Record {
  commit: string;
  problems: Problem[];
  /** The objects that came from git, each with its file. */
  inventory: Entry[];
}

export interface Entry {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  file: string;
}

export const recordObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'gitops', name: 'gitops-agent' },
};

export async function readInventory(client: ClusterClient): Promise<Entry[]> {
  const stored = await read(client, recordObject);
  const data = stored?.data as { inventory?: string } | undefined;
  return data?.inventory ? JSON.parse(data.inventory) : [];
}

export async function writeRecord(
  client: ClusterClient,
  { commit, problems, inventory }: Record,
): Promise<void> {
  const { namespace } = recordObject.metadata;
  const home = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  };
  if (!(await read(client, home))) await client.create(home);
  await client.save({
    ...recordObject,
    data: {
      commit,
      problems: problems
        .map(({ file, message }) => `${file}: ${message}`)
        .join('\n'),
      inventory: JSON.stringify(inventory),
    },
  });
}
