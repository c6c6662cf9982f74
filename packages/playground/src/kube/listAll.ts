import type {
  ClusterClient,
  ObjectList,
} from '@product-gateways/sample-cluster';

/** A list whose items say what they are: Kubernetes leaves that out of the items of its own kinds. */
export async function listAll(
  client: ClusterClient,
  path: string,
): Promise<ObjectList> {
  const list = await client.list(path);
  const { apiVersion } = list;
  const kind = list.kind.replace(/List$/, '');
  const items = list.items.map(item => ({ ...item, apiVersion, kind }));
  return { ...list, items };
}
