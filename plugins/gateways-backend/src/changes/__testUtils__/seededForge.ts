import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import { Mesh, snapshotOf } from '@product-gateways/mesh';
import { accounts, seedFolder, startForge } from '@product-gateways/playground';
import { parseAllDocuments } from 'yaml';

const run = promisify(execFile);

/** The playground's forge with its seed, on which pull requests are opened and merged as people and the portal do it. */
export async function startSeededForge() {
  const dir = await mkdtemp(join(tmpdir(), 'forge-'));
  const forge = await startForge({ dir: join(dir, 'forge'), seed: seedFolder });
  const { host } = new URL(forge.url);

  const call = async (path: string, body: unknown) => {
    const { name, password } = accounts.reviewer;
    const response = await fetch(
      `${forge.url}/api/v1/repos/platform/deploy/${path}`,
      {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${name}:${password}`)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      },
    );
    if (!response.ok) throw new Error(await response.text());
    return JSON.parse((await response.text()) || 'null');
  };

  return {
    forge,
    /** @returns the pull request's number */
    async propose({ branch = '', title, body, files }: ChangePlan) {
      const clone = await mkdtemp(join(dir, 'clone-'));
      const git = (...args: string[]) =>
        run('git', [
          '-C',
          clone,
          '-c',
          'user.name=T',
          '-c',
          'user.email=t@my-company.io',
          ...args,
        ]);
      await run('git', ['clone', '--quiet', forge.repository.dir, clone]);
      for (const { path, content } of files) {
        await mkdir(dirname(join(clone, path)), { recursive: true });
        await writeFile(join(clone, path), content);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--message', title);
      await git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
      const opened = await call('pulls', {
        title,
        body,
        head: branch,
        base: 'main',
      });
      return Number(opened.number);
    },
    async merge(number: number): Promise<void> {
      await call(`pulls/${number}/merge`, {});
    },
    options(source: object = {}, password = accounts.portal.password) {
      const config = new ConfigReader({
        backend: { reading: {} },
        integrations: {
          gitea: [{ host, baseUrl: forge.url, username: 'portal', password }],
        },
        gateways: {
          git: {
            sources: [
              {
                url: `${forge.url}/platform/deploy`,
                branch: 'main',
                clusters: { east: 'clusters/east' },
                ...source,
              },
            ],
          },
        },
      });
      const logger = mockServices.logger.mock();
      return { config, reader: UrlReaders.default({ config, logger }) };
    },
    async stop() {
      await forge.stop();
      await rm(dir, { recursive: true });
    },
  };
}

/** The clusters as the seed has them. */
export async function seededMesh(...clusters: string[]): Promise<Mesh> {
  const read = async (cluster: string) => {
    const folder = join(seedFolder, 'clusters', cluster);
    return [cluster, snapshotOf(cluster, await objectsBelow(folder))] as const;
  };
  return new Map(await Promise.all(clusters.map(read)));
}

async function objectsBelow(folder: string): Promise<unknown[]> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter(name => name.endsWith('.yaml'));
  const texts = await Promise.all(
    files.map(name => readFile(join(folder, name), 'utf8')),
  );
  return texts.flatMap(text =>
    parseAllDocuments(text).map(document => document.toJS()),
  );
}
