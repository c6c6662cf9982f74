import { KubernetesObject, PRODUCT_LABEL, refOf } from '@product-gateways/mesh';
import { FileEdit } from '../../ChangePlan';
import { Refusal } from '../../Refusal';
import { fileEdits } from '../../tree/fileEdits';
import { filesFor } from '../create-gateway/edits';
import { Site } from './Site';

/** What makes git say an object of ours: a new file, the object's spec in the file that holds it, or nothing where it says so already. */
export function stated(object: KubernetesObject, site: Site): FileEdit[] {
  const { cluster, manifests, desired } = site;
  const ref = refOf(object);
  const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
  const [inGit, second] = manifests.find(ref);
  if (!inGit) return filesFor([object], manifests, site);
  if (second)
    throw new Refusal(
      'conflict',
      `${name} is in git of cluster ${cluster} twice, in ${inGit.file} and in ${second.file}. Remove the one that is not meant.`,
    );
  const product = object.metadata.labels?.[PRODUCT_LABEL];
  if (inGit.object.metadata.labels?.[PRODUCT_LABEL] !== product)
    throw new Refusal(
      'conflict',
      `${name} is in git of cluster ${cluster} already (${inGit.file}), without the label "${PRODUCT_LABEL}: ${product}". Label it if it is the product's, else choose another host.`,
    );
  const wanted = { ...inGit.object, spec: object.spec };
  return fileEdits([{ manifest: inGit, object: wanted }], desired.tree);
}
