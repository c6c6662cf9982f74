import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import type { Readable } from 'node:stream';

export interface GitOptions {
  /** Added to the environment, which is otherwise free of the user's own git configuration. */
  env?: Record<string, string>;
  /** Exit statuses that are answers, not failures. */
  allow?: number[];
}

export interface GitResult {
  status: number;
  stdout: string;
}

/** Runs git in `dir`; throws with git's own words when it fails. */
export async function git(
  dir: string,
  args: string[],
  options: GitOptions = {},
): Promise<GitResult> {
  const child = spawn('git', args, {
    cwd: dir,
    env: gitEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, status] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number>((resolve, reject) => {
      child.on('error', error =>
        reject(new Error('git could not be started', { cause: error })),
      );
      child.on('close', code => resolve(code ?? 128));
    }),
  ]);
  if (status !== 0 && !options.allow?.includes(status))
    throw new Error(`git ${args[0]} failed: ${(stderr || stdout).trim()}`);
  return { status, stdout };
}

/** The same git for everybody: no configuration of the user, no question on a terminal, messages in English. */
export function gitEnvironment(
  added: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    HOME: process.env.HOME,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    ...added,
  };
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
