import { Io, Refusal } from '../../io';
import { contentsOf } from '../files/contentsOf';
import { decode, tooLarge } from '../files/decode';
import { git } from './git';
import { Contents } from '../Manifest';
import { isManifestName, isPassedOver } from '../files/names';
import { maxFileBytes } from '../files/readStart';
import { GitSource } from '../../arguments/Source';

/** The YAML and JSON files of a path at a git ref, from the repository around the current folder. The working tree is not touched. */
export async function readGit(
  { ref, path, mayBeAbsent = false }: Omit<GitSource, 'from'>,
  { folder }: Io,
): Promise<Contents> {
  const commit = await commitOf(ref, folder);
  const entries = await entriesOf(commit, path, folder);
  if (entries.length === 0 && mayBeAbsent)
    return {
      manifests: [],
      faults: [],
      notes: [`There is no ${path} in ${ref}: nothing was there before.`],
    };
  if (entries.length === 0)
    throw new Refusal(`There is no ${path} in ${ref} of this git repository.`);
  const isFile = entries.length === 1 && entries[0].path === plain(path);
  const wanted = isFile ? entries : entries.filter(isManifest);
  const large = wanted.filter(({ size }) => size > maxFileBytes);
  const files = await filesOf(
    commit,
    wanted.filter(entry => !large.includes(entry)),
    folder,
  );
  const faulty = large.map(entry => ({ path: entry.path, fault: tooLarge }));
  return contentsOf(
    [...files, ...faulty].map(({ path: name, ...file }) => ({
      name: `git:${ref}:${name}`,
      ...file,
    })),
    isFile ? {} : { folder: `git:${ref}:${path}` },
  );
}

async function commitOf(ref: string, folder: string): Promise<string> {
  // --end-of-options says so to git as well; here it is said in words.
  if (ref.startsWith('-'))
    throw new Refusal(`'${ref}' is no git ref: none starts with -.`);
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options'];
  const found = await git([...args, `${ref}^{commit}`], { folder }).catch(
    error => {
      if (
        !(error instanceof Refusal) ||
        !/^git rev-parse: $/.test(error.message)
      )
        throw error;
      throw new Refusal(
        `This git repository has no ref '${ref}'. Where only a part was cloned, as CI does, fetch it first: git fetch origin ${ref}`,
      );
    },
  );
  return found.toString('utf8').trim();
}

interface Entry {
  /** From the current folder. */
  readonly path: string;
  readonly mode: string;
  readonly size: number;
}

const submodule = '160000';

async function entriesOf(
  commit: string,
  path: string,
  folder: string,
): Promise<Entry[]> {
  const args = ['ls-tree', '-r', '-l', '-z', commit, '--', path];
  const listed = await git(args, { folder });
  return listed
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [head, name] = [
        line.slice(0, line.indexOf('\t')),
        line.slice(line.indexOf('\t') + 1),
      ];
      const [mode, , , size] = head.split(/ +/);
      return { path: name, mode, size: Number(size) || 0 };
    });
}

function isManifest({ path, mode }: Entry): boolean {
  const names = path.split('/').filter(name => name !== '..');
  return (
    mode !== submodule &&
    isManifestName(path) &&
    !path.includes('\n') &&
    !names.some(isPassedOver)
  );
}

type Read = { readonly path: string } & (
  | { readonly text: string }
  | { readonly fault: string }
);

/** All at once. Links to files inside the repository are followed; what they lead to lies in the same commit. */
async function filesOf(
  commit: string,
  entries: readonly Entry[],
  folder: string,
): Promise<Read[]> {
  const input = entries
    .map(
      ({ path }) => `${commit}:${path.startsWith('../') ? '' : './'}${path}\n`,
    )
    .join('');
  const args = ['cat-file', '--batch', '--follow-symlinks'];
  const answers = await git(args, { folder, input });
  let at = 0;
  return entries.map(({ path }) => {
    const end = answers.indexOf('\n', at);
    const [name, type, length] = answers.toString('utf8', at, end).split(' ');
    const size = Number(length ?? type);
    const bytes = answers.subarray(end + 1, end + 1 + size);
    at = end + 1 + size + 1;
    if (type === 'blob') return { path, ...decode(bytes) };
    return { path, fault: `is a link that git cannot follow (${name}).` };
  });
}

/** As git writes it. */
function plain(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}
