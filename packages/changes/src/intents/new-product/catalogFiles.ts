import { posix } from 'node:path';
import { FileEdit } from '../../ChangePlan';
import { NewProduct } from '../../Intent';
import { catalogEntities } from '../../objects/catalogEntities';
import { Refusal } from '../../Refusal';
import { readManifests } from '../../tree/manifests';
import { Manifest } from '../../tree/readManifestFile';
import { filesWith } from '../create-gateway/edits';
import { PlannedCluster } from '../plannedCluster';

/** What the portal's catalog reads of a new product. */
export interface CatalogFiles {
  edits: readonly FileEdit[];
  warnings: readonly string[];
}

/** A file of its own in the catalog's folder, and its name in the Location that lists the files there. */
export function catalogFiles(
  intent: NewProduct,
  place: PlannedCluster,
): CatalogFiles {
  const folder = catalogFolder(place);
  const path = posix.join(folder, `${intent.product.name}.yaml`);
  if (place.desired.tree.has(path))
    throw new Refusal(
      'conflict',
      `${path} is there already and holds something else. Move that file first, or choose another name.`,
    );
  const edits = [{ path, after: catalogEntities(intent) }];
  const { all } = readManifests(place.desired.tree, folder);
  const lists = all.filter(isLocation).filter(each => listsFiles(each));
  const [list] = lists;
  if (!list)
    return {
      edits,
      warnings: [
        `No Location in ${folder} lists the files there, so ${intent.product.title} appears in the portal only if its catalog reads ${path} in another way.`,
      ],
    };
  if (lists.some(readsAll)) return { edits, warnings: [] };
  const target = `./${posix.relative(posix.dirname(list.file), path)}`;
  const addition = { manifest: list, path: ['spec', 'targets'], value: target };
  return {
    edits: [...edits, ...filesWith([addition], place)],
    warnings: [],
  };
}

/** The System of a product, where git holds it. */
export function systemIn(
  product: string,
  place: PlannedCluster,
): Manifest | undefined {
  return readManifests(place.desired.tree, catalogFolder(place)).all.find(
    ({ object: { kind, metadata } }) =>
      kind === 'System' &&
      metadata.name.toLowerCase() === product &&
      (metadata.namespace ?? 'default') === 'default',
  );
}

function catalogFolder({ desired }: PlannedCluster): string {
  return desired.catalog ?? 'catalog';
}

function isLocation({ object: { kind, apiVersion } }: Manifest): boolean {
  return kind === 'Location' && apiVersion.startsWith('backstage.io/');
}

function listsFiles(location: Manifest): boolean {
  const { targets } = Object(location.object.spec);
  return (
    Array.isArray(targets) &&
    targets.every(target => !String(target).includes('://'))
  );
}

/** Some forges let a target name all files of a folder. */
function readsAll(location: Manifest): boolean {
  return targetsOf(location).some(target => target.includes('*'));
}

function targetsOf({ object: { spec } }: Manifest): string[] {
  const { targets } = Object(spec);
  return Array.isArray(targets) ? targets.map(String) : [];
}
