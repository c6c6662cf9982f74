import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Io } from '../../io';
import { codeOf, messageOf } from '../../reasons';
import { decode } from './decode';
import { Contents } from '../Manifest';
import { contentsOf, File } from './contentsOf';
import { isManifestName, isPassedOver } from './names';
import { readStart } from './readStart';

/** A file, all YAML and JSON files below a folder, or standard input. */
export async function readFiles(path: string, io: Io): Promise<Contents> {
  const found =
    path === '-' ? undefined : await attempt(stat(resolve(io.folder, path)));
  if (!found || 'fault' in found || !found.value.isDirectory())
    return contentsOf([await readFile(path, io)]);
  const { paths, notes } = await below(path, io.folder);
  const files: File[] = [];
  for (const each of paths) files.push(await readFile(each, io));
  return contentsOf(files, { folder: path, notes });
}

/** The text of one file, or why it cannot be had. */
export async function readFile(path: string, io: Io): Promise<File> {
  if (path === '-')
    return { name: 'standard input', ...decode(await io.stdin()) };
  const read = await attempt(readBytes(resolve(io.folder, path)));
  return { name: path, ...('fault' in read ? read : decode(read.value)) };
}

/** A pipe is read as well, so that a shell's `<(…)` works; never more than a file may have. */
async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return await readStart(file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

/** Links to files are followed, as a mounted ConfigMap has them; links to folders are not, for they may lead in circles. */
async function below(
  path: string,
  folder: string,
): Promise<{ paths: string[]; notes: string[] }> {
  const paths: string[] = [];
  const notes: string[] = [];
  const entries = await readdir(resolve(folder, path), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = join(path, entry.name);
    if (isPassedOver(entry.name)) continue;
    if (entry.isDirectory()) {
      const deeper = await below(inside, folder);
      paths.push(...deeper.paths);
      notes.push(...deeper.notes);
    } else if (entry.isSymbolicLink()) {
      const target = await attempt(stat(resolve(folder, inside)));
      const isFolder = 'value' in target && target.value.isDirectory();
      if (isFolder)
        notes.push(`${inside} is a link to a folder: not followed.`);
      else if (isManifestName(entry.name)) paths.push(inside);
    } else if (isManifestName(entry.name)) paths.push(inside);
  }
  return { paths, notes };
}

async function attempt<T>(
  work: Promise<T>,
): Promise<{ value: T } | { fault: string }> {
  try {
    return { value: await work };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist.',
  EACCES: 'may not be read.',
  ENOTDIR: 'does not exist: what stands before the last / is no folder.',
};

function reasonOf(error: unknown): string {
  return (
    reasons[codeOf(error) ?? ''] ?? `could not be read: ${messageOf(error)}.`
  );
}
