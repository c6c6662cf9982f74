import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedFolder } from '../paths';
import { accounts } from './accounts';
import type { Forge } from './Forge';
import { startForge } from './startForge';

let dir: string;
let forge: Forge;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'reader-'));
  forge = await startForge({ dir, seed: seedFolder });
});

afterAll(async () => {
  await forge.stop();
  await rm(dir, { recursive: true });
});

function reader(password = accounts.portal.password) {
  const { host } = new URL(forge.url);
  const username = accounts.portal.name;
  return UrlReaders.default({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig({
      data: {
        integrations: {
          gitea: [{ host, baseUrl: forge.url, username, password }],
        },
      },
    }),
  });
}

const at = (path: string) =>
  `${forge.url}/platform/deploy/src/branch/main/${path}`;

describe("Backstage's Gitea reader", () => {
  it('reads a tree, and nothing when it has not changed', async () => {
    const tree = await reader().readTree(at('clusters/west'));
    const files = await tree.files();
    expect(files.map(file => file.path)).toContain(
      'payments/service-payments.yaml',
    );
    await expect(
      reader().readTree(at('clusters/west'), { etag: tree.etag }),
    ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
  });

  it('reads a file, byte by byte', async () => {
    const path = 'clusters/east/istio-system/gateway-shared-gateway.yaml';
    const { buffer } = await reader().readUrl(at(path));
    expect(await buffer()).toEqual(await readFile(join(seedFolder, path)));
  });

  it.each([
    ['a file that is not there', 'clusters/nowhere.yaml', undefined, '404'],
    ['a wrong password', 'README.md', 'wrong', '401'],
  ])('is told about %s', async (_, path, password, message) => {
    await expect(reader(password).readUrl(at(path))).rejects.toThrow(message);
  });
});
