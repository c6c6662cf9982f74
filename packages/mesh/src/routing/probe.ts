import { ObjectRef, Source } from '../resources';
import { MeshClient } from './mesh-clients/MeshClient';
import { Destination, Route } from './model';

/**
 * A request as a client of a gateway's Service, or of a service of the mesh, sends it.
 *
 * @public
 */
export interface Request {
  /** The port of the Service. */
  readonly port: number;
  /** The client opens TLS, trusts every certificate and shows whatever the server asks for. */
  readonly tls: boolean;
  /** The TLS server name; absent: none is sent. */
  readonly sni?: string;
  /** Absent: `http/1.1`. */
  readonly alpn?: readonly string[];
  readonly method: string;
  /** The Host header. */
  readonly host: string;
  /** The request target with its query, exactly as sent. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request, and what it meets first: a gateway workload, named by its pods or by a managed Gateway's `namespace/name`; or, with `from`,
 * the sidecar of the client that sends it.
 *
 * @public
 */
export interface Probe extends Request {
  /** In place of `workload` and `gateway`. */
  readonly from?: MeshClient;
  readonly workload?: {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly gateway?: string;
  /** The Service, where two of the workload's have the port. */
  readonly service?: string;
}

/**
 * `no-route`: 404, no virtual host or no route of it. `no-filter-chain`: no listener for this server name. `tls-error`: plaintext to a
 * TLS listener or TLS to a plaintext one. `no-listener`: the Service lacks the port, or nothing listens on its target.
 *
 * @public
 */
export type Outcome =
  | 'route'
  | 'redirect'
  | 'direct-response'
  | 'no-route'
  | 'tcp'
  | 'no-filter-chain'
  | 'tls-error'
  | 'no-listener';

/**
 * What a gateway does with a request, and how it got there.
 *
 * @public
 */
export interface Decision {
  readonly outcome: Outcome;
  /** Of a redirect or a direct response. */
  readonly status?: number;
  /** Of a redirect. */
  readonly location?: string;
  readonly destinations: readonly Destination[];
  /** The host of the virtual host that answered. */
  readonly virtualHost?: string;
  readonly route?: Route;
  /** The object that the deciding route came from; of a delegate its root. */
  readonly decidedBy?: ObjectRef;
  readonly steps: readonly Step[];
}

/**
 * One step towards the decision: what was taken, and which routes were tried first and why they did not match.
 *
 * @public
 */
export interface Step {
  readonly at:
    | 'gateway'
    | 'client'
    | 'port'
    | 'listener'
    | 'virtual-host'
    | 'route'
    | 'destination'
    | 'endpoint';
  readonly taken: boolean;
  /** A sentence for people. */
  readonly text: string;
  readonly source?: Source;
}
