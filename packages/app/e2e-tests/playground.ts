import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '..', '..', '..');

/** What a newcomer types: `npm run playground -- …`. */
export function playground(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run.cjs', 'playground', ...args],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`playground ${args.join(' ')}: ${stderr}`);
  return stdout;
}
