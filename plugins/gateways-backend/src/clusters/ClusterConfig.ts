/** A cluster as the configuration names it. */
export interface ClusterConfig {
  /** Unique. */
  name: string;
  title: string;
  zone?: string;
  region?: string;
  /** The file in which its proxies find the CA certificates that gateways' certificates are signed by; absent: the system's. */
  caCertificates?: string;
  access: Access;
}

/** How to reach a cluster's API server. */
export type Access =
  | KubeconfigAccess
  | UrlAccess
  /** The configuration does not say how: the cluster is shown as unreachable, for this reason. */
  | { by: 'nothing'; reason: string };

export interface KubeconfigAccess {
  by: 'kubeconfig';
  file: string;
  /** Absent: the file's current context. */
  context?: string;
  skipTLSVerify: boolean;
}

export interface UrlAccess {
  by: 'url';
  url: string;
  token?: string;
  tokenFile?: string;
  /** PEM, base64-encoded. */
  caData?: string;
  caFile?: string;
  skipTLSVerify: boolean;
}
