import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Io, Refusal } from './io';

/** The process's own files and streams. */
export const nodeIo: Io = {
  out: line => process.stdout.write(line),
  err: line => process.stderr.write(line),
  read: path =>
    path === '-'
      ? text(process.stdin)
      : readFile(path, 'utf8').catch(refuse(path)),
  files: async path => {
    if (path === '-') return [path];
    const found = await stat(path).catch(refuse(path));
    if (!found.isDirectory()) return [path];
    const entries = await readdir(path, {
      recursive: true,
      withFileTypes: true,
    }).catch(refuse(path));
    return entries
      .filter(entry => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .sort();
  },
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
};

const refuse = (path: string) => (error: NodeJS.ErrnoException) => {
  throw new Refusal(
    `${path} ${
      reasons[error.code ?? ''] ?? `could not be read: ${error.message}`
    }`,
  );
};
