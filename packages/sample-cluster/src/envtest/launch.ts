import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient } from '../client/ClusterClient';
import type { Identity } from '../TestCluster';
import { Program } from './Program';

export interface LaunchOptions {
  /** With `etcd` and `kube-apiserver`. */
  assets: string;
  /** For all that they write. */
  folder: string;
  identities: readonly Required<Identity>[];
  /** Added to kube-apiserver's own. */
  flags: readonly string[];
}

/** A real API server that is ready, and the etcd behind it. */
export interface Launched {
  port: number;
  ca: string;
  auditLog: string;
  stop(): Promise<void>;
}

const readyWithinMilliseconds = 60_000;

/** Starts both. Two that start at once may be given the same free port: the one that comes late tries again. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchOnce({
        ...options,
        folder: join(options.folder, String(attempt)),
      });
    } catch (error) {
      if (attempt === 3 || !String(error).includes('address already in use'))
        throw error;
    }
  }
}

async function launchOnce({
  assets,
  folder,
  identities,
  flags,
}: LaunchOptions): Promise<Launched> {
  const [clientPort, peerPort, port] = await freePorts(3);
  const etcdUrl = `http://127.0.0.1:${clientPort}`;
  const peerUrl = `http://127.0.0.1:${peerPort}`;
  const files = await writeFiles(folder, identities);
  const etcd = new Program(join(assets, 'etcd'), [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=${peerUrl}`,
    '--unsafe-no-fsync',
  ]);
  const server = new Program(join(assets, 'kube-apiserver'), [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${folder}`,
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${files.key}`,
    `--service-account-signing-key-file=${files.key}`,
    '--service-cluster-ip-range=198.18.0.0/20',
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
    ...flags,
  ]);
  const stop = async () => {
    await server.stop();
    await etcd.stop();
  };
  try {
    const ca = await Promise.race([
      ready(port, folder, identities[0].token),
      etcd.ended(),
      server.ended(),
    ]);
    return { port, ca, auditLog: files.auditLog, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function writeFiles(
  folder: string,
  identities: readonly Required<Identity>[],
) {
  await mkdir(folder, { recursive: true });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const lines = identities.map(
    ({ name, token, groups }) =>
      `${token},${name},${name},"${groups.join(',')}"`,
  );
  const policy = {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived'],
    rules: [{ level: 'Metadata' }],
  };
  const files = {
    tokens: join(folder, 'tokens.csv'),
    key: join(folder, 'service-accounts.key'),
    auditPolicy: join(folder, 'audit-policy.json'),
    auditLog: join(folder, 'audit.log'),
  };
  await writeFile(files.tokens, lines.join('\n'), { mode: 0o600 });
  await writeFile(
    files.key,
    privateKey.export({ type: 'sec1', format: 'pem' }),
    { mode: 0o600 },
  );
  await writeFile(files.auditPolicy, JSON.stringify(policy));
  await writeFile(files.auditLog, '');
  return files;
}

/** @returns the certificate that the server made for itself, once it says that it is ready */
async function ready(
  port: number,
  folder: string,
  token: string,
): Promise<string> {
  const deadline = AbortSignal.timeout(readyWithinMilliseconds);
  while (!deadline.aborted) {
    const ca = await readFile(join(folder, 'apiserver.crt'), 'utf8').catch(
      () => '',
    );
    const client = new ClusterClient({
      server: `https://127.0.0.1:${port}`,
      ca,
      token,
    });
    const status = await client.raw('GET', '/readyz').then(
      answer => answer.status,
      () => 0,
    );
    await client.close();
    if (status === 200) return ca;
    await sleep(50);
  }
  throw new Error(
    `kube-apiserver was not ready within ${readyWithinMilliseconds / 1000} s`,
  );
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
      return server;
    }),
  );
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(
    servers.map(server => new Promise(resolve => server.close(resolve))),
  );
  return ports;
}
