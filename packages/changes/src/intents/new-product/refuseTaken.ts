import { PRODUCT_LABEL } from '@product-gateways/mesh';
import { Planning } from '../../Planning';
import { Refusal } from '../../Refusal';
import { readManifests } from '../../tree/manifests';
import { PlannedCluster } from '../plannedCluster';
import { CheckedProduct } from './checkedProduct';
import { systemIn } from './catalogFiles';

/** Refuses a name that says something already, in any cluster or in git, and a namespace that is there. */
export function refuseTaken(
  { product, namespace }: CheckedProduct,
  place: PlannedCluster,
  planning: Planning,
): void {
  const system = systemIn(product.name, place);
  const where =
    (system && `${system.file} holds a System of that name`) ??
    inClusters(product.name, planning) ??
    inGit(product.name, planning);
  if (where)
    throw new Refusal(
      'conflict',
      `${product.name} is a product already: ${where}. Choose another name; or, if it is yours, change it with the other templates.`,
    );

  const { cluster, snapshot, desired } = place;
  const ref = { group: '', kind: 'Namespace', name: namespace };
  const [file] = readManifests(desired.tree, desired.folder).find(ref);
  if (!snapshot.get(ref) && !file) return;
  throw new Refusal(
    'conflict',
    `Namespace ${namespace} is there already, ${
      file ? `in ${file.file}` : `in cluster ${cluster}`
    }. A new product gets one of its own: choose another name for it.`,
  );
}

function inClusters(
  name: string,
  { live, evidence: { ownership } }: Planning,
): string | undefined {
  if (!ownership.products().includes(name)) return undefined;
  const found = [...live].flatMap(([cluster, snapshot]) =>
    snapshot
      .list('', 'Namespace')
      .filter(object => ownership.productOf(cluster, object) === name)
      .map(object => `namespace ${object.metadata.name} of cluster ${cluster}`),
  );
  return `${found[0] ?? 'an object of a cluster'} belongs to it`;
}

/** Merged and not live yet, in whichever cluster. */
function inGit(name: string, { desired }: Planning): string | undefined {
  for (const { tree, folder } of desired.values()) {
    const labelled = readManifests(tree, folder).all.find(
      ({ object }) => object.metadata.labels?.[PRODUCT_LABEL] === name,
    );
    if (labelled)
      return `${labelled.object.kind} ${labelled.object.metadata.name} in ${labelled.file} carries its label`;
  }
  return undefined;
}
