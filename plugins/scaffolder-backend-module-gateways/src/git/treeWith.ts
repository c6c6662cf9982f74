import fs from 'node:fs';
import { InputError } from '@backstage/errors';
import git, { TreeEntry } from 'isomorphic-git';
import { Files } from '../files/workspaceFiles';

/**
 * Writes a tree that differs from another in these files alone, and gives its id; undefined where nothing is left. Trees are made as
 * objects, not as files on a disk, so that no link in the repository can lead out of it.
 */
export async function treeWith(
  gitdir: string,
  tree: string | undefined,
  files: Files,
  folder = '',
): Promise<string | undefined> {
  const entries = tree
    ? (await git.readTree({ fs, gitdir, oid: tree })).tree
    : [];
  const byName = new Map(entries.map(entry => [entry.path, entry]));
  const parts = Map.groupBy(
    files,
    ([path]) => path.slice(folder.length).split('/')[0],
  );
  for (const [name, below] of parts) {
    const path = `${folder}${name}`;
    refuseOtherCase(path, name, entries);
    const isFile = below.some(([file]) => file === path);
    const entry = isFile
      ? await fileEntry(
          gitdir,
          path,
          byName.get(name),
          new Map(below).get(path) ?? null,
        )
      : await folderEntry(gitdir, path, byName.get(name), new Map(below));
    if (entry) byName.set(name, { ...entry, path: name });
    else byName.delete(name);
  }
  const left = [...byName.values()];
  return left.length ? git.writeTree({ fs, gitdir, tree: left }) : undefined;
}

async function fileEntry(
  gitdir: string,
  path: string,
  existing: TreeEntry | undefined,
  text: string | null,
) {
  if (existing && !['100644', '100755'].includes(existing.mode))
    throw new InputError(
      `${path} is no plain file in the repository, so it is not changed.`,
    );
  if (text === null) return undefined;
  const oid = await git.writeBlob({
    fs,
    gitdir,
    blob: Buffer.from(text, 'utf8'),
  });
  return { mode: existing?.mode ?? '100644', oid, type: 'blob' as const };
}

async function folderEntry(
  gitdir: string,
  path: string,
  existing: TreeEntry | undefined,
  files: Files,
) {
  if (existing && existing.type !== 'tree')
    throw new InputError(
      `${path} is no folder in the repository, so nothing is written below it.`,
    );
  const oid = await treeWith(gitdir, existing?.oid, files, `${path}/`);
  return oid ? { mode: '040000', oid, type: 'tree' as const } : undefined;
}

/** Two names that differ in case alone are one file on many disks. */
function refuseOtherCase(
  path: string,
  name: string,
  entries: readonly TreeEntry[],
) {
  const other = entries.find(
    entry =>
      entry.path !== name && entry.path.toLowerCase() === name.toLowerCase(),
  );
  if (other)
    throw new InputError(
      `${path} differs from ${other.path}, which is in the repository, in letter case alone.`,
    );
}
