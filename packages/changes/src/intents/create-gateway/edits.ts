import { KubernetesObject, PRODUCT_LABEL, refOf } from '@product-gateways/mesh';
import { FileEdit } from '../../ChangePlan';
import { toYaml } from '../../objects/toYaml';
import { Refusal } from '../../Refusal';
import { appendToLists, ListAddition } from '../../tree/appendToLists';
import { Manifests } from '../../tree/manifests';
import { readManifestFile } from '../../tree/readManifestFile';
import { pathOfNew } from '../../tree/newFile';
import { NotEditableError } from '../../tree/NotEditableError';
import { PlannedCluster } from '../plannedCluster';

/** A file for each object that git does not hold yet. */
export function filesFor(
  objects: readonly KubernetesObject[],
  { find }: Manifests,
  { snapshot, cluster, desired: { tree, folder } }: PlannedCluster,
): FileEdit[] {
  const taken = new Map(
    [...tree.keys()].map(path => [path.toLowerCase(), path]),
  );
  return objects.flatMap(object => {
    const ref = refOf(object);
    const name = `${ref.kind} ${ref.namespace ?? ''}/${ref.name}`;
    const [inGit] = find(ref);
    const there = inGit?.object ?? snapshot.get(ref);
    const product = object.metadata.labels?.[PRODUCT_LABEL];
    if (there && labelOf(there) !== product)
      throw new Refusal(
        'conflict',
        `${name} is there already, ${
          inGit ? `in ${inGit.file}` : `in cluster ${cluster}`
        }, without the label "${PRODUCT_LABEL}: ${product}". Label it if it is the product's gateway, else rename it.`,
      );
    if (inGit) return [];

    const path = pathOfNew(folder, ref);
    const other = taken.get(path.toLowerCase());
    if (other)
      throw new Refusal(
        'conflict',
        `${name} would go to ${path}, but ${other} is there and holds something else. Move that file first.`,
      );
    return [{ path, after: toYaml(object) }];
  });
}

/** The files of objects that git holds, with values added to their lists. */
export function filesWith(
  additions: readonly ListAddition[],
  { desired: { tree } }: PlannedCluster,
): FileEdit[] {
  const byFile = Map.groupBy(additions, ({ manifest }) => manifest.file);
  return [...byFile].map(([path, inFile]) => {
    const before = tree.get(path) ?? '';
    try {
      return { path, before, after: appendToLists(path, before, inFile) };
    } catch (error) {
      if (!(error instanceof NotEditableError)) throw error;
      const [{ value, path: field }] = inFile;
      throw new Refusal(
        'conflict',
        `${path} cannot be edited without touching more than it should: ${
          error.message
        }. Add ${JSON.stringify(value)} to ${field.join(
          '.',
        )} by hand, then try again.`,
      );
    }
  });
}

function labelOf({ metadata }: KubernetesObject): unknown {
  return metadata.labels?.[PRODUCT_LABEL];
}

/** What an edited file says, once it is merged. */
export function objectsIn({ path, after = '' }: FileEdit): KubernetesObject[] {
  return readManifestFile(path, after).manifests.map(({ object }) => object);
}
