import { posix } from 'node:path';
import { parse } from 'yaml';
import { filesBelow, Tree } from './Tree';

const fileName = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** Files outside a folder that kustomizations in it build on: bases. */
export function basesOf(
  tree: Tree,
  folder: string,
): [path: string, text: string][] {
  const inside = new Set(filesBelow(tree, folder).map(([path]) => path));
  const roots = [...inside].filter(path => fileName.test(path));
  if (!roots.length) return [];
  const built = builtOn(roots, kustomizationsOf(tree));
  return [...built]
    .filter(path => !inside.has(path) && !fileName.test(path))
    .flatMap(path => {
      const text = tree.get(path);
      return text === undefined
        ? []
        : [[path, text] satisfies [string, string]];
    });
}

/** An edit of a base is an edit of all that build on it, which one cluster's plan does not show. */
export function kustomizeWarnings(
  tree: Tree,
  edited: readonly string[],
): string[] {
  const all = kustomizationsOf(tree);
  if (!all.size) return [];
  const used = new Set([...all.values()].flat());
  const overlays = [...all.keys()].filter(path => !used.has(path));
  return edited.flatMap(file => {
    const sharing = overlays.filter(overlay =>
      builtOn([overlay], all).has(file),
    );
    return sharing.length < 2
      ? []
      : [
          `${file} is part of a base that ${
            sharing.length
          } overlays share (${sharing
            .map(path => posix.dirname(path))
            .sort()
            .join(', ')}): this changes what all of them say.`,
        ];
  });
}

/** What each kustomization names, as paths of files of the tree. */
function kustomizationsOf(tree: Tree): Map<string, string[]> {
  const paths = [...tree.keys()];
  const folders = new Map(
    paths
      .filter(path => fileName.test(path))
      .map(path => [posix.dirname(path), path]),
  );
  return new Map(
    [...folders].map(([folder, path]) => [
      path,
      entriesOf(tree.get(path) ?? '').flatMap(entry => {
        const named = posix
          .normalize(posix.join(folder, entry))
          .replace(/\/$/, '');
        const found = tree.has(named) ? named : folders.get(named);
        return found === undefined ? [] : [found];
      }),
    ]),
  );
}

function builtOn(
  roots: readonly string[],
  all: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    open.push(...(all.get(path) ?? []));
  }
  return found;
}

function entriesOf(text: string): string[] {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // Its own problem is told where manifests are read.
    return [];
  }
  const { resources, bases, components } = Object(value);
  return [resources, bases, components]
    .flatMap(list => (Array.isArray(list) ? list : []))
    .filter(entry => typeof entry === 'string' && !entry.includes('://'));
}
