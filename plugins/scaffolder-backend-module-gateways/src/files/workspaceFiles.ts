import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { checkedPath } from './checkedPath';

/** A file of a repository that a change adds, modifies or deletes; its new text lies in the workspace at the same path. */
export interface ChangedFile {
  path: string;
  change: 'added' | 'modified' | 'deleted';
}

/** Path → new text; null: the file is deleted. */
export type Files = ReadonlyMap<string, string | null>;

const MAX_BYTES = 1_000_000;

export async function writeFiles(
  workspace: string,
  files: readonly (ChangedFile & { content: string })[],
): Promise<void> {
  for (const { path, change, content } of files) {
    const target = resolveSafeChildPath(workspace, checkedPath(path));
    if (change === 'deleted') {
      await rm(target, { force: true });
      continue;
    }
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

export async function readFiles(
  workspace: string,
  changed: readonly ChangedFile[],
): Promise<Files> {
  const paths = changed.map(({ path }) => checkedPath(path));
  const lower = paths.map(path => path.toLowerCase());
  const clash = paths.find((_, index) => lower.indexOf(lower[index]) !== index);
  if (clash)
    throw new InputError(
      `${clash} is named twice, in the same or in another letter case.`,
    );
  return new Map(
    await Promise.all(
      changed.map(async ({ path, change }) => {
        if (change === 'deleted') return [path, null] as const;
        return [path, await readText(workspace, path)] as const;
      }),
    ),
  );
}

async function readText(workspace: string, path: string): Promise<string> {
  const file = resolveSafeChildPath(workspace, path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile())
    throw new InputError(
      `${path} is among the changed files, but not in the workspace.`,
    );
  if (found.size > MAX_BYTES)
    throw new InputError(`${path} is larger than ${MAX_BYTES} bytes.`);
  return readFile(file, 'utf8');
}
