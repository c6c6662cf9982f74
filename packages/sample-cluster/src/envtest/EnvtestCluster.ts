import { readFileSync } from 'node:fs';
import { ClusterClient } from '../client/ClusterClient';
import { isConnectionFault, isRequestFault, type Fault } from '../faults/Fault';
import { kubeconfigOf } from '../kubeconfig';
import type { Relay } from '../Relay';
import type {
  Identity,
  LoggedRequest,
  PolicyRule,
  TestCluster,
} from '../TestCluster';
import { requestsOf } from './auditLog';
import { rbacFor } from './rbac';

/** What a real cluster is made of; all of it runs. */
export interface Parts {
  ca: string;
  auditLog: string;
  relay: Relay;
  identities: readonly Required<Identity>[];
  /** Ends all of it. */
  stop(): Promise<void>;
}

export class EnvtestCluster implements TestCluster {
  readonly kind = 'envtest';
  readonly server: string;
  readonly ca: string;
  readonly #parts: Parts;
  readonly #clients: ClusterClient[] = [];

  constructor(readonly name: string, parts: Parts) {
    this.#parts = parts;
    this.server = `https://127.0.0.1:${parts.relay.port}`;
    this.ca = parts.ca;
  }

  kubeconfig(identity: string) {
    const { name, server, ca } = this;
    return kubeconfigOf({
      cluster: name,
      server,
      ca,
      identity,
      token: this.#tokenOf(identity),
    });
  }

  client(identity: string): ClusterClient {
    const { server, ca } = this;
    const client = new ClusterClient({
      server,
      ca,
      token: this.#tokenOf(identity),
    });
    this.#clients.push(client);
    return client;
  }

  async setRules(identity: string, rules: readonly PolicyRule[]) {
    const admin = this.client('admin');
    for (const object of rbacFor(identity, rules)) await admin.save(object);
  }

  async setFaults(faults: readonly Fault[]) {
    const beyond = faults.find(isRequestFault);
    if (beyond)
      throw new Error(
        `a real API server does not fail by '${beyond.then.type}': only its connections can`,
      );
    await this.#parts.relay.apply(
      faults.filter(isConnectionFault).map(({ then }) => then),
    );
  }

  requests(): LoggedRequest[] {
    return requestsOf(readFileSync(this.#parts.auditLog, 'utf8'));
  }

  async stop() {
    await Promise.all(this.#clients.map(client => client.close()));
    await this.#parts.stop();
  }

  #tokenOf(identity: string): string {
    const known = this.#parts.identities.find(({ name }) => name === identity);
    if (known) return known.token;
    throw new Error(
      `no identity '${identity}'; there are ${this.#parts.identities
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
}
