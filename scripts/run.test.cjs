// What a newcomer meets when something is wrong: one clear sentence, no stack trace, exit 1.
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const {
  cpSync,
  existsSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { after, test } = require('node:test');
const { inRoot } = require('./run/paths.cjs');

const folders = [];
after(() => folders.forEach(f => rmSync(f, { recursive: true, force: true })));

/** A checkout with nothing installed; `without` names files that got lost. */
function checkout({ without = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  folders.push(folder);
  for (const part of [
    'scripts',
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    '.yarn/releases',
  ]) {
    if (!without.includes(part)) {
      cpSync(inRoot(part), join(folder, part), { recursive: true });
    }
  }
  return folder;
}

function run(folder, args, env = {}) {
  return new Promise(done => {
    const child = spawn(
      process.execPath,
      [join(folder, 'scripts', 'run.cjs'), ...args],
      { env: { ...process.env, ...env } },
    );
    let text = '';
    child.stdout.on('data', data => (text += data));
    child.stderr.on('data', data => (text += data));
    child.on('close', code => done({ code, text }));
  });
}

function refused({ code, text }, sentence) {
  assert.equal(code, 1, text);
  assert.match(text, sentence);
  assert.doesNotMatch(text, /^\s+at /m, 'no stack trace');
}

test('an unknown command names the known ones', async () => {
  refused(await run(inRoot(), ['strat']), /Unknown command strat.*start, test/);
});

test('a checkout without its Yarn says what is missing and how to get it back', async () => {
  const folder = checkout({ without: ['.yarn/releases'] });
  refused(
    await run(folder, ['setup']),
    /incomplete: \.yarn\/releases\/.* is missing\. .*git checkout/,
  );
});

test('a checkout without its lockfile says so', async () => {
  const folder = checkout({ without: ['yarn.lock'] });
  refused(await run(folder, ['setup']), /incomplete: yarn\.lock is missing/);
});

test('without a network the registry is named as what cannot be reached', async () => {
  const folder = checkout();
  const nowhere = {
    YARN_NPM_REGISTRY_SERVER: 'http://127.0.0.1:9',
    YARN_HTTP_RETRY: '0',
    YARN_GLOBAL_FOLDER: join(folder, 'empty-cache'),
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
  };
  // One workspace with one dependency is enough to need the network.
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'root',
      private: true,
      dependencies: { yaml: '^2.9.1' },
    }),
  );
  rmSync(join(folder, 'yarn.lock'));
  writeFileSync(join(folder, 'yarn.lock'), '');
  refused(
    await run(folder, ['setup'], nowhere),
    /npm registry cannot be reached\. Check the network/,
  );
});

const installed = existsSync(inRoot('node_modules', '.install-stamp'));

test(
  'a config file that does not exist is named',
  { skip: !installed },
  async () => {
    refused(
      await run(inRoot(), ['start', '--config', 'nowhere.yaml']),
      /config file nowhere\.yaml does not exist/,
    );
  },
);

test(
  'a busy port is named, with what needs it',
  { skip: !installed },
  async () => {
    const server = createServer();
    // Already busy (a portal is running): then that one is in the way, which is as good.
    await new Promise(done => {
      server.once('error', done);
      server.listen(3000, '127.0.0.1', done);
    });
    refused(
      await run(inRoot(), ['start']),
      /Port 3000, which the app needs, is in use/,
    );
    server.close();
  },
);
