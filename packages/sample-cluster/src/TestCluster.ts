import type { ClusterClient } from './client/ClusterClient';
import type { Fault } from './faults/Fault';
import type { Verb } from './Verb';

/** A Kubernetes API server for tests and the playground: the sample cluster or a real one. What works on both is here. */
export interface TestCluster {
  readonly name: string;
  readonly kind: 'sample' | 'envtest';
  /** `https://127.0.0.1:PORT` */
  readonly server: string;
  /** The certificate to trust, in PEM. */
  readonly ca: string;
  /** A kubeconfig with one context, named as the cluster. */
  kubeconfig(identity: string): KubeconfigData;
  client(identity: string): ClusterClient;
  /** From now on `identity` may do what `rules` say; watches that run already go on, as on a real server. */
  setRules(identity: string, rules: readonly PolicyRule[]): Promise<void>;
  /** Replaces all faults. A real server takes faults of connections only. */
  setFaults(faults: readonly Fault[]): Promise<void>;
  /** What was asked so far, oldest first. Holds no tokens. */
  requests(): LoggedRequest[];
  stop(): Promise<void>;
}

/** Somebody with a token. `admin` exists in each cluster and may do everything. */
export interface Identity {
  name: string;
  /** Random if absent. */
  token?: string;
  /** Members of `system:masters` may do everything. */
  groups?: readonly string[];
  /** As in a ClusterRole. */
  rules?: readonly PolicyRule[];
}

/** A rule of a ClusterRole; `*` stands for all. A subresource is `deployments/status`. */
export interface PolicyRule {
  apiGroups?: readonly string[];
  resources?: readonly string[];
  resourceNames?: readonly string[];
  verbs: readonly string[];
  nonResourceURLs?: readonly string[];
}

export interface LoggedRequest {
  /** When it came in, RFC 3339. */
  time: string;
  /** `system:anonymous` without a token, `` with a wrong one. */
  identity: string;
  verb: Verb;
  /** Path and query. */
  uri: string;
  group?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  /** Absent: not answered yet. */
  status?: number;
  /** Size of the body so far; a real server does not say. */
  bytes?: number;
  /** Until the answer was complete. Absent: it is not. */
  milliseconds?: number;
}

/** A kubeconfig as plain data. */
export interface KubeconfigData {
  apiVersion: 'v1';
  kind: 'Config';
  clusters: {
    name: string;
    cluster: { server: string; 'certificate-authority-data': string };
  }[];
  users: { name: string; user: { token: string } }[];
  contexts: { name: string; context: { cluster: string; user: string } }[];
  'current-context': string;
}
