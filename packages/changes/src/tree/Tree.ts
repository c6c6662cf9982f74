/**
 * The files of a git tree as data: text by path relative to the repository, with `/` between folders.
 *
 * @public
 */
export type Tree = ReadonlyMap<string, string>;

/** The files below a folder; the folder `''` is the whole tree. */
export function filesBelow(
  tree: Tree,
  folder: string,
): [path: string, text: string][] {
  const prefix = folder && `${folder.replace(/\/+$/, '')}/`;
  return [...tree].filter(([path]) => path.startsWith(prefix));
}
