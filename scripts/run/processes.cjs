const { spawn } = require('node:child_process');
const { createWriteStream, mkdirSync, readFileSync } = require('node:fs');
const { get } = require('node:http');
const { dirname } = require('node:path');
const { Refusal } = require('./refusal.cjs');

const STOP_AFTER_MS = 8000;

/** What one start has running: all of it ends together. */
class Processes {
  #running = new Set();
  #stopping = false;
  #failed;
  #fail;

  constructor() {
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#failed.catch(() => {});
  }

  /** Starts a command in a process group of its own, with its output in `log` (and here too, with `verbose`). */
  start(name, command, args, { log, verbose, ...options }) {
    mkdirSync(dirname(log), { recursive: true });
    const file = createWriteStream(log);
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(file, { end: false });
      if (verbose) stream.pipe(process.stdout, { end: false });
    }
    this.#running.add(child);
    child.once('error', error =>
      this.#fail(new Refusal(`${name} could not be started: ${error.message}`)),
    );
    child.once('close', code => {
      this.#running.delete(child);
      if (!this.#stopping)
        this.#fail(
          new Refusal(
            `${name} stopped (exit ${code}). ${lastWords(
              log,
            )}The whole log: ${log}`,
          ),
        );
    });
    return child;
  }

  /** Resolves when `url` answers with success; rejects when something that was started ends, or nothing answers in time. */
  async answers(name, url, { log, timeoutMs }) {
    const deadline = Date.now() + timeoutMs;
    const poll = async () => {
      while (!this.#stopping) {
        if (await isOk(url)) return;
        if (Date.now() > deadline)
          throw new Refusal(
            `${name} did not answer within ${timeoutMs / 1000} s. ${lastWords(
              log,
            )}The whole log: ${log}`,
          );
        await new Promise(next => setTimeout(next, 150));
      }
    };
    return Promise.race([poll(), this.#failed]);
  }

  /** Rejects with the reason when something that was started ends by itself. */
  get failure() {
    return this.#failed;
  }

  async stop() {
    this.#stopping = true;
    await Promise.all([...this.#running].map(stopOne));
  }
}

function stopOne(child) {
  return new Promise(done => {
    const hard = setTimeout(() => signal(child, 'SIGKILL'), STOP_AFTER_MS);
    child.once('close', () => {
      clearTimeout(hard);
      done();
    });
    signal(child, 'SIGTERM');
  });
}

/** To the whole group: the CLI's watchers have children of their own. */
function signal(child, name) {
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    else process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function isOk(url) {
  return new Promise(done => {
    const request = get(url, { timeout: 20_000 }, response => {
      response.resume();
      done(response.statusCode < 400);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => done(false));
  });
}

function lastWords(log) {
  const lines = readFileSync(log, 'utf8')
    .replace(/\x1b\[[0-9;]*m/g, '')
    .split('\n');
  const said =
    lines
      .filter(
        line =>
          /error|failed|in use|EADDRINUSE/i.test(line) && !/^\s+at /.test(line),
      )
      .at(-1) ?? lines.filter(Boolean).at(-1);
  return said ? `It said last: ${said.trim().slice(0, 400)}\n` : '';
}

module.exports = { Processes };
