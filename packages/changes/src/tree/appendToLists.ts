import { isDeepStrictEqual } from 'node:util';
import { isAlias, isNode, isSeq, Node } from 'yaml';
import { aliasWrittenOut, itemAdded } from './listEdits';
import { NotEditableError } from './NotEditableError';
import { Manifest, readManifestFile } from './readManifestFile';
import { applyEdits, TextEdit } from './TextEdit';

/** A value to put at the end of a list of an object, e.g. at `['spec', 'gateways']`. */
export interface ListAddition {
  manifest: Manifest;
  path: readonly (string | number)[];
  value: string;
}

/**
 * A file's text with a value added at the end of each of the lists, in the style of the items before it. Every other byte stays.
 * The result is read again: where it does not say exactly what was asked, e.g. because an anchor carries the addition to another
 * place, a {@link NotEditableError} is thrown.
 */
export function appendToLists(
  file: string,
  text: string,
  additions: readonly ListAddition[],
): string {
  const edited = applyEdits(text, editsFor(text, additions));
  if (
    !isDeepStrictEqual(valuesOf(file, edited), expected(file, text, additions))
  )
    throw new NotEditableError(
      'an anchor or an unusual layout would carry the addition to other places',
    );
  return edited;
}

function editsFor(
  text: string,
  additions: readonly ListAddition[],
): TextEdit[] {
  const appended = new Set<Node>();
  return additions.flatMap(({ manifest, path, value }) => {
    const node = manifest.node.getIn(path, true);
    const list = isAlias(node) ? node.resolve(manifest.document) : node;
    if (!isNode(node) || !isSeq(list))
      throw new NotEditableError(`${path.join('.')} is not written as a list`);
    if (appended.has(list)) return [];
    if (isAlias(node)) return [aliasWrittenOut(node, list, value)];
    appended.add(list);
    return itemAdded(text, list, value);
  });
}

function valuesOf(file: string, text: string) {
  const { manifests, problems } = readManifestFile(file, text);
  return {
    objects: manifests.map(({ object }) => object),
    problems: problems.map(({ message }) => message),
  };
}

/** What the file must say after the edit: the same objects, with the additions made as data. */
function expected(
  file: string,
  text: string,
  additions: readonly ListAddition[],
) {
  const { manifests } = readManifestFile(file, text);
  const { objects, problems } = valuesOf(file, text);
  const unshared: typeof objects = JSON.parse(JSON.stringify(objects));
  for (const { manifest, path, value } of additions) {
    const index = manifests.findIndex(
      ({ node }) => node.range?.[0] === manifest.node.range?.[0],
    );
    const list = path.reduce<unknown>(fieldOf, unshared[index]);
    if (Array.isArray(list)) list.push(value);
  }
  return { objects: unshared, problems };
}

function fieldOf(value: unknown, key: string | number): unknown {
  return Object(value)[key];
}
