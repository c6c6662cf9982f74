import { ClusterClient } from '../client/ClusterClient';
import { StatusError } from '../client/StatusError';
import type {
  KubernetesObject,
  Status,
  StoredObject,
  WatchEvent,
} from '../object';
import type { TestCluster } from '../TestCluster';

export function configMap(
  namespace: string,
  name: string,
  metadata = {},
  data: object = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...metadata },
    data,
  };
}

export function virtualService(
  namespace: string,
  name: string,
): KubernetesObject {
  const http = [{ route: [{ destination: { host: 'payments' } }] }];
  const spec = { hosts: ['payments.my-company.io'], http };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace },
    spec,
  };
}

/** The first events of a watch, or all until the server ends it. */
export async function take(
  client: ClusterClient,
  path: string,
  count = Infinity,
): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  const enough = new AbortController();
  for await (const event of client.watch(path, enough.signal)) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

export function summary({ type, object }: WatchEvent): string {
  return `${type} ${(object as StoredObject).metadata.name}`;
}

export function versionOf({ object }: WatchEvent): string {
  return (object as StoredObject).metadata.resourceVersion;
}

export async function expectStatus(
  answer: Promise<unknown>,
  expected: Partial<Record<keyof Status, unknown>>,
) {
  const error = await answer.then(
    value => new Error(`expected a refusal, got ${JSON.stringify(value)}`),
    reason => reason,
  );
  if (!(error instanceof StatusError)) throw error;
  expect(error.status).toMatchObject({
    kind: 'Status',
    status: 'Failure',
    ...expected,
  });
  expect(error.code).toBe(error.status.code);
}

export async function untilStatus(
  client: ClusterClient,
  path: string,
  status: number,
) {
  while ((await client.raw('GET', path)).status !== status);
}

export function withToken(
  cluster: TestCluster,
  token: string | undefined,
): ClusterClient {
  return new ClusterClient({ server: cluster.server, ca: cluster.ca, token });
}

/** The next events of a watch that goes on; fewer if it ends. */
export async function next<T>(
  events: AsyncIterator<T>,
  count: number,
): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
