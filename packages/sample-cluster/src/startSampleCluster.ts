import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './certificate';
import { allCrds } from './crds';
import type { KubernetesObject } from './object';
import { Relay } from './Relay';
import { SampleCluster } from './SampleCluster';
import { Access } from './server/access';
import { ApiServer } from './server/ApiServer';
import { seed } from './server/seed';
import { ObjectStore } from './store/ObjectStore';
import type { Identity } from './TestCluster';

export interface SampleClusterOptions {
  name: string;
  /** Of the API, on 127.0.0.1. Any free one if absent. */
  port?: number;
  /** Of the admin API, on 127.0.0.1; 0 for any free one. Absent: none. */
  adminPort?: number;
  /** Who may ask besides `admin`. */
  identities?: readonly Identity[];
  /** What is installed. Absent: Istio's and Gateway API's. */
  crds?: readonly KubernetesObject[];
  /** What is there at the start, in any order; their namespaces are made. */
  objects?: readonly KubernetesObject[];
  /** kube-apiserver sends one about each minute. */
  bookmarkEveryMilliseconds?: number;
}

export async function startSampleCluster(
  options: SampleClusterOptions,
): Promise<SampleCluster> {
  const {
    name,
    port = 0,
    adminPort,
    identities = [],
    crds = allCrds(),
    objects = [],
  } = options;
  const store = new ObjectStore();
  seed(store, crds, objects);
  const access = new Access(identities);
  const certificate = await makeCertificate();
  // A watch may last an hour, and a slow request is a fault that somebody asked for: the server itself cuts nothing.
  const server = createServer({
    ...certificate,
    keepAliveTimeout: 0,
    requestTimeout: 0,
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const relay = await Relay.open(
    port,
    (server.address() as AddressInfo).port,
  ).catch(error => {
    server.close();
    throw error;
  });
  const api = new ApiServer({
    store,
    access,
    bookmarkEveryMilliseconds: options.bookmarkEveryMilliseconds ?? 60_000,
    reset: request => relay.reset(request.socket.remotePort),
  });
  server.on(
    'request',
    (request, response) => void api.handle(request, response),
  );
  const cluster = new SampleCluster(name, {
    store,
    access,
    certificate,
    server,
    relay,
    api,
  });
  if (adminPort !== undefined) await cluster.openAdmin(adminPort);
  return cluster;
}
