import { refOf } from '@product-gateways/mesh';
import { editObjects } from './editObjects';
import { NotEditableError } from './NotEditableError';
import { Manifest } from './readManifestFile';

/** A value to put at the end of a list of an object, e.g. at `['spec', 'gateways']`. */
export interface ListAddition {
  manifest: Manifest;
  path: readonly (string | number)[];
  /** Text or a structure. */
  value: unknown;
}

/** A file's text with a value added at the end of each of the lists; see {@link editObjects}. */
export function appendToLists(
  file: string,
  text: string,
  additions: readonly ListAddition[],
): string {
  const byManifest = Map.groupBy(additions, ({ manifest }) => manifest);
  const edits = [...byManifest].map(([{ object }, inObject]) => {
    const after: typeof object = JSON.parse(JSON.stringify(object));
    for (const { path, value } of inObject) listAt(after, path).push(value);
    return { ref: refOf(object), object: after };
  });
  return editObjects(file, text, edits) ?? text;
}

function listAt(
  object: unknown,
  path: readonly (string | number)[],
): unknown[] {
  const list = path.reduce<unknown>((value, key) => Object(value)[key], object);
  if (Array.isArray(list)) return list;
  throw new NotEditableError(`${path.join('.')} is not written as a list`);
}
