import { isDeepStrictEqual } from 'node:util';
import { isSeq } from 'yaml';
import {
  keyOf,
  KubernetesObject,
  ObjectRef,
  refOf,
} from '@product-gateways/mesh';
import { documentRemoved } from './documentRemoved';
import { fieldEdits, itemsRemoved, Source, sourceOf } from './fieldEdits';
import { NotEditableError } from './NotEditableError';
import { readManifestFile, WrittenManifest } from './readManifestFile';
import { applyEdits, TextEdit } from './TextEdit';

/** What an object of a file shall say; without `object` it goes. */
export interface ObjectEdit {
  ref: ObjectRef;
  object?: KubernetesObject;
}

/**
 * A file's text in which objects say what they shall, or undefined where none is left in it. As little as possible is rewritten, in the
 * style of what stands around it: comments, order, anchors, quotes and line ends stay, and a list's items are told apart by what they
 * say. The result is read again; where it does not say exactly what was asked and nothing else, e.g. because an anchor carries an edit
 * to another place, a {@link NotEditableError} is thrown.
 */
export function editObjects(
  file: string,
  text: string,
  edits: readonly ObjectEdit[],
): string | undefined {
  const wanted = expected(file, text, edits);
  for (const aliases of ['follow', 'write-out'] as const) {
    const edited = applyEdits(text, textEdits(file, text, edits, aliases));
    if (isDeepStrictEqual(said(file, edited), wanted))
      return isEmpty(edited) ? undefined : edited;
  }
  throw new NotEditableError(
    'an anchor or an unusual layout would carry the change to other places',
  );
}

function textEdits(
  file: string,
  text: string,
  edits: readonly ObjectEdit[],
  aliases: Source['aliases'],
): TextEdit[] {
  const { manifests } = readManifestFile(file, text);
  const found = edits.map(({ ref, object }) => ({
    manifest: theOne(ref, manifests),
    object,
  }));
  const gone = found
    .filter(({ object }) => !object)
    .map(({ manifest }) => manifest);
  return [
    ...found.flatMap(({ manifest, object }) =>
      object
        ? fieldEdits(sourceOf(file, text, aliases), manifest.node, {
            before: plain(manifest.object),
            after: plain(object),
          })
        : [],
    ),
    ...[...Map.groupBy(gone, ({ document }) => document).values()].flatMap(
      inOne => removed(text, inOne),
    ),
  ];
}

/** The objects of one document go: it as a whole, or items of its List. */
function removed(
  text: string,
  [first, ...others]: readonly WrittenManifest[],
): TextEdit[] {
  const { document, node } = first;
  const items = document.get('items');
  if (document.contents === node || !isSeq(items))
    return [documentRemoved(text, document)];
  const gone = [first, ...others].map(each => items.items.indexOf(each.node));
  return gone.length === items.items.length
    ? [documentRemoved(text, document)]
    : itemsRemoved(text, items, new Set(gone));
}

function theOne(
  ref: ObjectRef,
  manifests: readonly WrittenManifest[],
): WrittenManifest {
  const same = manifests.filter(
    ({ object }) => keyOf(refOf(object)) === keyOf(ref),
  );
  const [found] = same;
  if (same.length !== 1)
    throw new NotEditableError(
      `it holds ${ref.kind} ${ref.namespace ?? ''}/${ref.name} ${
        found ? 'more than once' : 'no more'
      }`,
    );
  return found;
}

function said(file: string, text: string) {
  const { manifests, problems } = readManifestFile(file, text);
  return {
    objects: manifests.map(({ object }) => plain(object)),
    problems: problems.map(({ message }) => message),
  };
}

function expected(file: string, text: string, edits: readonly ObjectEdit[]) {
  const { objects, problems } = said(file, text);
  const byKey = new Map(edits.map(edit => [keyOf(edit.ref), edit]));
  return {
    objects: objects.flatMap(object => {
      const edit = byKey.get(keyOf(refOf(object)));
      if (!edit) return [object];
      return edit.object ? [plain(edit.object)] : [];
    }),
    problems,
  };
}

/** As JSON holds it: nothing shared, nothing undefined. */
function plain(object: KubernetesObject): KubernetesObject {
  return JSON.parse(JSON.stringify(object));
}

function isEmpty(text: string): boolean {
  return text.split('\n').every(line => /^\uFEFF?\s*(#|---\s*$|$)/.test(line));
}
