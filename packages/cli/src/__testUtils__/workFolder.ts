import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { Io } from '../io';
import { run } from '../run';

export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own, and the command line run in it. */
export function workFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'product-gateways-cli-'));

  async function cli(
    args: readonly string[],
    { stdin = '', style }: { stdin?: string; style?: Io['style'] } = {},
  ): Promise<Answer> {
    let out = '';
    let err = '';
    const status = await run(args, {
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
      style: style ?? ((_, text) => text),
      stdin: async () => Buffer.from(stdin),
      folder,
      kubernetesClient: async () => ({ KubeConfig }),
    });
    return { status, out, err };
  }

  return {
    folder,
    cli,
    write(files: Readonly<Record<string, string | Uint8Array>>) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
    },
    git: (...args: readonly string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args],
        { cwd: folder, stdio: 'pipe', encoding: 'utf8' },
      ).trim(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
