import { ConnectionOptions } from 'node:tls';

/** What it takes to be let in by an API server. */
export interface Credentials {
  /** As it is now: files are read anew, so that rotated tokens and CAs count from the next connection on. */
  current(): Promise<Credential>;
  /** The server refused the credential: whatever is remembered of it must not be used again. */
  renew(): void;
}

export interface Credential {
  server: URL;
  headers: Readonly<Record<string, string>>;
  tls: Pick<
    ConnectionOptions,
    'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'
  >;
}
