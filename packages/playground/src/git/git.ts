import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { buffer, text } from 'node:stream/consumers';

export interface GitOptions {
  /** Added to the environment, which is otherwise free of the user's own git configuration. */
  env?: Record<string, string>;
  /** What git reads from its standard input. */
  input?: string;
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
  const { status, stdout } = await gitBytes(dir, args, options);
  return { status, stdout: stdout.toString('utf8') };
}

/** The same, for output that is not all text. */
export async function gitBytes(
  dir: string,
  args: string[],
  options: GitOptions = {},
): Promise<{ status: number; stdout: Buffer }> {
  const child = spawn('git', args, {
    cwd: dir,
    env: gitEnvironment(options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A git that ends without reading everything says why itself.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const [stdout, stderr, status] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    new Promise<number>((resolve, reject) => {
      child.on('error', error =>
        reject(new Error('git could not be started', { cause: error })),
      );
      child.on('close', code => resolve(code ?? 128));
    }),
  ]);
  if (status !== 0 && !options.allow?.includes(status))
    throw new Error(
      `git ${args[0]} failed: ${(stderr || stdout.toString()).trim()}`,
    );
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
