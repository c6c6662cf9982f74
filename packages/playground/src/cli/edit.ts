import type {
  KubernetesObject,
  StoredObject,
} from '@product-gateways/sample-cluster';
import { listAll } from '../kube/listAll';
import { read } from '../agent/applyObject';
import { clientOf } from './clientOf';
import { control } from './control';
import { choice, Mistake, named, wholeNumber, type Io } from './Io';
import type { Status } from './status';
import { routeTo, type VirtualServiceSpec } from './routeTo';

/** Scales a Deployment in a cluster, as `kubectl scale` does. */
export async function editScale(args: string[], io: Io) {
  const asked = named(args, 'CLUSTER', 'NAMESPACE/DEPLOYMENT', 'REPLICAS');
  const replicas = wholeNumber('REPLICAS', asked.REPLICAS);
  await withClient(asked.CLUSTER, io, async client => {
    const found = await existing(
      client,
      objectOf('apps/v1', 'Deployment', asked['NAMESPACE/DEPLOYMENT']),
    );
    await client.patch(found, { spec: { replicas } });
    io.out(
      `${asked.CLUSTER}: Deployment ${asked['NAMESPACE/DEPLOYMENT']} wants ${replicas} replicas.`,
    );
  });
}

/** Leads a route of a VirtualService to another Service. */
export async function editRoute(args: string[], io: Io) {
  const asked = named(
    args,
    'CLUSTER',
    'NAMESPACE/VIRTUALSERVICE',
    'PATH',
    'SERVICE',
  );
  await withClient(asked.CLUSTER, io, async client => {
    const found = await existing(
      client,
      objectOf(
        'networking.istio.io/v1',
        'VirtualService',
        asked['NAMESPACE/VIRTUALSERVICE'],
      ),
    );
    const { namespace = '' } = found.metadata;
    await existing(
      client,
      objectOf('v1', 'Service', `${namespace}/${asked.SERVICE}`),
    );
    const host = `${asked.SERVICE}.${namespace}.svc.cluster.local`;
    // The API server has checked it against its definition.
    const spec = found.spec as VirtualServiceSpec;
    await client.replace({ ...found, spec: routeTo(spec, asked.PATH, host) });
    io.out(`${asked.CLUSTER}: ${asked.PATH} leads to ${host}.`);
  });
}

type Client = Awaited<ReturnType<typeof clientOf>>;

async function withClient(
  cluster: string,
  { folder }: Io,
  edit: (client: Client) => Promise<void>,
) {
  await requireWhole(folder, cluster);
  const client = await clientOf(folder, cluster);
  try {
    await edit(client);
  } finally {
    await client.close();
  }
}

/** A broken cluster may let us wait for ever. */
async function requireWhole(folder: string, cluster: string) {
  const { clusters } = await control<Status>(folder, 'GET', '/status');
  const found = choice(
    'cluster',
    cluster,
    clusters.map(({ name }) => name),
  );
  const fault = clusters.find(({ name }) => name === found)?.fault;
  if (fault === 'silence' || fault === 'stop')
    throw new Error(
      `${cluster} cannot be edited: it is broken (${fault}). End it with: heal ${cluster}`,
    );
}

function objectOf(
  apiVersion: string,
  kind: string,
  id: string,
): KubernetesObject {
  const [namespace, name, ...rest] = id.split('/');
  if (!namespace || !name || rest.length)
    throw new Mistake(`${id} is not NAMESPACE/NAME.`);
  return { apiVersion, kind, metadata: { namespace, name } };
}

/** The object as it is, or a mistake that names those there are. */
async function existing(
  client: Client,
  object: KubernetesObject,
): Promise<StoredObject> {
  const found = await read(client, object);
  if (found) return found;
  const { apiVersion, kind, metadata } = object;
  const plural = `${kind.toLowerCase()}s`;
  const root = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const { items } = await listAll(client, `${root}/${plural}`);
  const known = items.map(
    each => `${each.metadata.namespace}/${each.metadata.name}`,
  );
  throw new Mistake(
    `There is no ${kind} ${metadata.namespace}/${
      metadata.name
    }. There are: ${known.join(', ')}.`,
  );
}
