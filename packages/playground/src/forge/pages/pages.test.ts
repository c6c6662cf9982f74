import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainBranch } from '../../git/Repository';
import { Clone } from '../../testing/Clone';
import { seedFolder } from '../../paths';
import { accounts } from '../accounts';
import type { Forge } from '../Forge';
import { startForge } from '../startForge';

const file = 'clusters/east/payments/service-payments.yaml';

let dir: string;
let forge: Forge;
let clone: Clone;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pages-'));
  forge = await startForge({ dir: join(dir, 'forge'), seed: seedFolder });
  clone = await Clone.of(forge.url, accounts.portal, join(dir, 'clone'));
});

afterEach(async () => {
  await forge.stop();
  await rm(dir, { recursive: true });
});

async function openPull(branch: string, body: string) {
  await clone.push(branch, { [file]: `# ${branch}: <b>\n` });
  await fetch(`${forge.url}/api/v1/repos/platform/deploy/pulls`, {
    method: 'POST',
    headers: {
      authorization: `token ${accounts.portal.password}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      title: `<i>${branch}</i>`,
      body,
      head: branch,
      base: mainBranch,
    }),
  });
}

async function page(path: string) {
  const response = await fetch(`${forge.url}/platform/deploy${path}`);
  return { status: response.status, text: await response.text() };
}

function merge(number: number, origin = forge.url) {
  return fetch(`${forge.url}/platform/deploy/pulls/${number}/merge`, {
    method: 'POST',
    headers: { origin },
    redirect: 'manual',
  });
}

it('lists pull requests, and says so when there are none', async () => {
  expect((await page('/pulls')).text).toContain('None yet.');
  await openPull('one', '');
  const { text } = await page('/pulls');
  expect(text).toContain('href="/platform/deploy/pulls/1"');
  expect(text).toContain('&lt;i&gt;one&lt;/i&gt;');
});

it('shows the body as Markdown, in which markup and scripts are dead', async () => {
  await openPull(
    'one',
    '| before | after |\n|--|--|\n| a | b |\n\n<script>x</script> [go](javascript:x) **bold**',
  );
  const { text } = await page('/pulls/1');
  expect(text).toContain('<td>a</td>');
  expect(text).toContain('<strong>bold</strong>');
  expect(text).not.toContain('<script>');
  expect(text).not.toContain('href="javascript:');
});

it('shows the unified diff of each file, escaped', async () => {
  await openPull('one', '');
  const { text } = await page('/pulls/1');
  expect(text).toContain(`<span class="path">${file}</span>`);
  expect(text).toContain('<span class="added">+# one: &lt;b&gt;\n</span>');
  expect(text).toContain('<span class="deleted">-kind: Service\n</span>');
});

it('merges with the button, but not from the page of another site', async () => {
  await openPull('one', '');
  expect((await merge(1, 'https://elsewhere.example')).status).toBe(403);
  expect((await page('/pulls/1')).text).toContain('>Merge</button>');
  expect((await merge(1)).status).toBe(303);
  expect((await page('/pulls/1')).text).toContain('Merged by Ada Okafor');
  expect(await forge.repository.text(mainBranch, file)).toContain('# one');
});

it('says which file is in conflict, and offers no button', async () => {
  await openPull('one', '');
  await openPull('two', '');
  await merge(1);
  const { text } = await page('/pulls/2');
  expect(text).toContain(`both changed ${file}`);
  expect(text).not.toContain('<button');
  const refused = await merge(2);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('role="alert"');
});

it('shows files and says what is not there', async () => {
  expect((await page(`/src/branch/main/${file}`)).text).toContain(
    '<span id="L1">apiVersion: v1',
  );
  expect((await page('/src/branch/main/clusters/west')).text).toContain(
    'clusters/west/payments/service-payments.yaml',
  );
  expect((await page('/src/branch/main/nowhere')).status).toBe(404);
  expect((await page('/pulls/7')).text).toContain(
    'There is no pull request #7.',
  );
});

it('forbids scripts, frames and foreign forms by policy', async () => {
  const response = await fetch(`${forge.url}/platform/deploy/pulls`);
  expect(response.headers.get('content-security-policy')).toContain(
    "default-src 'none'",
  );
});
