import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { Refusal } from '../../io';

/** Runs git in a folder, without a shell; what it writes to standard output. Paths mean what they say: no `:(glob)`. */
export async function git(
  args: readonly string[],
  { folder, input = '' }: { folder: string; input?: string },
): Promise<Buffer> {
  const child = spawn('git', args, {
    cwd: folder,
    env: { ...process.env, GIT_LITERAL_PATHSPECS: '1', LC_ALL: 'C' },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.on('error', () => {
    // git has ended early, and says why.
  });
  child.stdin.end(input);
  const [status, out, said] = await Promise.all([
    ended.catch(notStarted),
    buffer(child.stdout),
    text(child.stderr),
  ]);
  if (status !== 0)
    throw new Refusal(`git ${args[0]}: ${said.trim().split('\n')[0]}`);
  return out;
}

function notStarted(error: NodeJS.ErrnoException): never {
  throw new Refusal(
    error.code === 'ENOENT'
      ? 'To read a git ref the program git is needed, and it is not on the PATH.'
      : `git could not be started: ${error.message}`,
  );
}
