import {
  ClusterClient,
  type KubeconfigData,
} from '@product-gateways/sample-cluster';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** An administrator's client of a cluster, from the kubeconfig that people use. */
export async function clientOf(
  folder: string,
  name: string,
): Promise<ClusterClient> {
  const text = await readFile(join(folder, 'kubeconfig'), 'utf8');
  const { contexts, clusters, users }: KubeconfigData = parse(text);
  const context = contexts.find(each => each.name === name)?.context;
  const cluster = clusters.find(each => each.name === context?.cluster);
  const user = users.find(each => each.name === context?.user);
  if (!cluster || !user)
    throw new Error(`The kubeconfig has no context ${name}.`);
  const { server, 'certificate-authority-data': ca } = cluster.cluster;
  return new ClusterClient({
    server,
    ca: Buffer.from(ca, 'base64').toString('utf8'),
    token: user.user.token,
  });
}
