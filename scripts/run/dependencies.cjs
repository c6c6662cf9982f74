const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const {
  existsSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');
const { cleanEnv } = require('./node.cjs');
const { inRoot } = require('./paths.cjs');
const { Refusal } = require('./refusal.cjs');

const stampFile = inRoot('node_modules', '.install-stamp');

/** Installs exactly what yarn.lock says, unless that is there already. */
async function install(node) {
  const yarn = yarnPath();
  const stamp = stampOf();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return;
  const output = await run(node, [yarn, 'install', '--immutable']);
  if (output.code !== 0) throw new Refusal(reasonOf(output.text));
  writeFileSync(stampFile, stamp);
}

/** The checked-in Yarn, run as a file: no Corepack and no global Yarn is needed. */
function yarnPath() {
  for (const file of ['package.json', 'yarn.lock', '.yarnrc.yml']) {
    if (!existsSync(inRoot(file))) throw new Refusal(brokenCheckout(file));
  }
  const file = /^yarnPath:\s*(\S+)/m.exec(
    readFileSync(inRoot('.yarnrc.yml'), 'utf8'),
  )?.[1];
  if (!file || !existsSync(inRoot(file)))
    throw new Refusal(brokenCheckout(file ?? 'yarnPath in .yarnrc.yml'));
  return inRoot(file);
}

const brokenCheckout = file =>
  `This checkout is incomplete: ${file} is missing. Get it back with "git checkout -- ." or clone again.`;

function stampOf() {
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    existsSync(inRoot(folder))
      ? readdirSync(inRoot(folder))
          .sort()
          .map(name => join(folder, name, 'package.json'))
      : [],
  );
  const hash = createHash('sha256').update(
    `${process.platform}-${process.arch}`,
  );
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests,
  ]) {
    if (existsSync(inRoot(file)))
      hash.update(`\0${file}\0`).update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

/** Runs Yarn and turns its log into one line of progress. */
function run(node, args) {
  const started = Date.now();
  const tty = process.stdout.isTTY;
  let text = '';
  let step = 'Starting';
  const line = () =>
    `Installing dependencies: ${step.toLowerCase()}, ${secondsSince(
      started,
    )} s`;
  if (!tty)
    console.log('Installing dependencies (some minutes the first time) …');
  const timer = tty
    ? setInterval(() => process.stdout.write(`\r\x1b[K${line()}`), 500)
    : undefined;
  return new Promise((done, fail) => {
    const child = spawn(node, args, {
      cwd: inRoot(),
      env: cleanEnv(node, { FORCE_COLOR: '0' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const read = data => {
      text += data;
      step = [...String(data).matchAll(/┌ (.+)/g)].at(-1)?.[1] ?? step;
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', fail);
    child.on('close', code => {
      clearInterval(timer);
      if (tty) process.stdout.write('\r\x1b[K');
      if (code === 0)
        console.log(`Dependencies are installed (${secondsSince(started)} s).`);
      done({ code, text });
    });
  });
}

const secondsSince = started => Math.round((Date.now() - started) / 1000);

function reasonOf(text) {
  if (/YN0028/.test(text))
    return 'yarn.lock does not fit the package.json files. If you changed them, run "yarn install" once; else get yarn.lock back with "git checkout -- yarn.lock".';
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|RequestError|YN0035/.test(
      text,
    )
  ) {
    return 'Dependencies could not be fetched: the npm registry cannot be reached. Check the network (and proxy settings) and run this again; what was fetched is kept.';
  }
  if (/ENOSPC/.test(text))
    return 'Dependencies could not be installed: the disk is full. They need about 3 GB.';
  const errors = text
    .split('\n')
    .filter(line =>
      /YN\d{4}.*(rror|failed)|^Internal Error|Usage Error/.test(line),
    );
  return `Dependencies could not be installed: ${(
    errors[0] ?? text.trim().split('\n').at(-1)
  ).replace(/^➤\s*/, '')}`;
}

module.exports = { install, yarnPath };
