import { Snapshot } from '@product-gateways/mesh';
import { overlay } from '../../overlay';
import { Planning } from '../../Planning';
import { Manifests, readManifests } from '../../tree/manifests';
import { PlannedCluster, plannedCluster } from '../plannedCluster';

/** One of the clusters that the gateway is, or will be, in. */
export interface Site extends PlannedCluster {
  manifests: Manifests;
  /** As it will be once git is applied. */
  intended: Snapshot;
}

export function siteOf(cluster: string, planning: Planning): Site {
  const known = plannedCluster(cluster, planning);
  const manifests = readManifests(known.desired.tree, known.desired.folder);
  const objects = manifests.all.map(({ object }) => object);
  return { ...known, manifests, intended: overlay(known.snapshot, objects) };
}
