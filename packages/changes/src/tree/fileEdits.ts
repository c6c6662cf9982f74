import { KubernetesObject, refOf } from '@product-gateways/mesh';
import { FileEdit } from '../ChangePlan';
import { Refusal } from '../Refusal';
import { editObjects } from './editObjects';
import { NotEditableError } from './NotEditableError';
import { Manifest } from './readManifestFile';
import { Tree } from './Tree';

/** What an object that git holds shall say; without `object` it goes. */
export interface ManifestEdit {
  manifest: Manifest;
  object?: KubernetesObject;
}

/** The files in which objects say what they shall; none where they do already. */
export function fileEdits(
  edits: readonly ManifestEdit[],
  tree: Tree,
): FileEdit[] {
  const byFile = Map.groupBy(edits, ({ manifest }) => manifest.file);
  return [...byFile].flatMap(([path, inFile]) => {
    const before = tree.get(path) ?? '';
    const after = edited(path, before, inFile);
    if (after === before) return [];
    return after === undefined ? [{ path, before }] : [{ path, before, after }];
  });
}

function edited(path: string, text: string, edits: readonly ManifestEdit[]) {
  try {
    return editObjects(
      path,
      text,
      edits.map(({ manifest, object }) => ({
        ref: refOf(manifest.object),
        object,
      })),
    );
  } catch (error) {
    if (!(error instanceof NotEditableError)) throw error;
    const names = edits.map(
      ({ manifest: { object } }) =>
        `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`,
    );
    throw new Refusal(
      'conflict',
      `${path} cannot be edited without touching more than it should (${names.join(
        ', ',
      )}): ${
        error.message
      }. Write the object out plainly there, without anchors that others use, then try again.`,
    );
  }
}
