import type { Server } from 'node:https';
import { makeCertificate, type Certificate } from './certificate';
import { ClusterClient } from './client/ClusterClient';
import {
  isConnectionFault,
  isRequestFault,
  type ConnectionFault,
  type Fault,
} from './faults/Fault';
import { kubeconfigOf } from './kubeconfig';
import type { KubernetesObject } from './object';
import type { Relay } from './Relay';
import type { Access } from './server/access';
import { startAdmin, type Admin } from './server/admin';
import type { ApiServer } from './server/ApiServer';
import type { ObjectStore } from './store/ObjectStore';
import type { PolicyRule, TestCluster } from './TestCluster';

/** What a sample cluster is made of; all of it runs. */
export interface Parts {
  store: ObjectStore;
  access: Access;
  certificate: Certificate;
  server: Server;
  relay: Relay;
  api: ApiServer;
}

/** A small Kubernetes API server with faults on demand, in this process. */
export class SampleCluster implements TestCluster {
  readonly kind = 'sample';
  readonly server: string;
  readonly #parts: Parts;
  readonly #clients: ClusterClient[] = [];
  #connectionFaults: readonly ConnectionFault[] = [];
  #admin?: Admin;

  constructor(readonly name: string, parts: Parts) {
    this.#parts = parts;
    this.server = `https://127.0.0.1:${parts.relay.port}`;
  }

  get ca() {
    return this.#parts.certificate.cert;
  }

  /** Where `GET|PUT|DELETE /faults`, `GET /requests`, `POST /compact|/objects|/stop` are answered. */
  get adminUrl() {
    return this.#admin?.url;
  }

  async openAdmin(port: number) {
    this.#admin = await startAdmin(this, port);
  }

  kubeconfig(identity: string) {
    const { name, server, ca } = this;
    return kubeconfigOf({
      cluster: name,
      server,
      ca,
      identity,
      token: this.#parts.access.tokenOf(identity),
    });
  }

  client(identity: string) {
    const { server, ca } = this;
    const client = new ClusterClient({
      server,
      ca,
      token: this.#parts.access.tokenOf(identity),
    });
    this.#clients.push(client);
    return client;
  }

  async setRules(identity: string, rules: readonly PolicyRule[]) {
    this.#parts.access.setRules(identity, rules);
  }

  async setFaults(faults: readonly Fault[]) {
    this.#connectionFaults = faults.filter(isConnectionFault);
    this.#parts.api.setFaults(faults.filter(isRequestFault));
    await this.#parts.relay.apply(
      faults.filter(isConnectionFault).map(({ then }) => then),
    );
  }

  faults() {
    return [...this.#parts.api.faults(), ...this.#connectionFaults];
  }

  /** Forgets all changes so far: older resource versions and continue tokens are answered with 410. */
  compact() {
    this.#parts.store.compact();
  }

  /**
   * Stores an object as it is, however malformed; only the name in its metadata must be one.
   * @param resource - under which it is stored whatever its kind: `virtualservices.networking.istio.io`
   */
  inject(resource: string, object: KubernetesObject) {
    const { namespace, name = '' } = object.metadata;
    this.#parts.store.put({ resource, namespace, name }, object);
  }

  /** The identity's old token is worth nothing from now on. Clients made before keep it. */
  rotateToken(identity: string) {
    return this.#parts.access.rotateToken(identity);
  }

  /** New connections get a new certificate; `ca` and `kubeconfig` follow. */
  async rotateCertificate() {
    this.#parts.certificate = await makeCertificate();
    this.#parts.server.setSecureContext(this.#parts.certificate);
  }

  requests() {
    return this.#parts.api.log.list();
  }

  async stop() {
    const { relay, server } = this.#parts;
    await Promise.all([
      ...this.#clients.map(client => client.close()),
      relay.close(),
      this.#admin?.close(),
    ]);
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
