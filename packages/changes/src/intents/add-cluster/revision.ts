import { gatewaysOf, KubernetesObject, Snapshot } from '@product-gateways/mesh';
import { recordAt } from './fields';

const REVISION = 'istio.io/rev';

/**
 * The revision of istiod that a copied gateway asks for: the same where it is installed there too, else the one that is. The same as well
 * where nothing there says which are.
 */
export function revisionThere(
  stated: string | undefined,
  there: Snapshot,
): string | undefined {
  if (stated === undefined) return undefined;
  const installed = revisionsIn(there);
  return installed.includes(stated) || !installed.length
    ? stated
    : installed[0];
}

/** Those of istiod's Deployments, else those that the gateways there ask for. */
export function revisionsIn(snapshot: Snapshot): string[] {
  const istiods = snapshot
    .list('apps', 'Deployment')
    .filter(({ metadata }) => metadata.labels?.app === 'istiod')
    .map(({ metadata }) => metadata.labels?.[REVISION] ?? 'default');
  const asked = gatewaysOf(snapshot).flatMap(({ revision }) => revision ?? []);
  return [...new Set(istiods.length ? istiods : asked)].sort();
}

/** The revision that the objects of a gateway ask for. */
export function revisionOf(
  objects: readonly KubernetesObject[],
): string | undefined {
  const labels = objects.flatMap(({ kind, metadata, spec }) => {
    if (kind === 'Deployment')
      return recordAt(spec, 'template', 'metadata', 'labels')[REVISION];
    if (kind === 'Gateway') return metadata.labels?.[REVISION];
    return (
      recordAt(spec, 'values').revision ??
      recordAt(spec, 'source', 'helm', 'valuesObject').revision
    );
  });
  return labels.find(label => typeof label === 'string');
}
