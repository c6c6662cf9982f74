import { gatewaysOf } from '@product-gateways/mesh';
import { FileEdit } from '../../ChangePlan';
import { checkedContract } from '../../contract';
import { overlay } from '../../overlay';
import { objectsIn } from '../create-gateway/edits';
import { copyOf } from './ownGateway';
import { Way } from './Way';

/** Refuses edits by which a gateway that serves today, the original included, would answer otherwise. What the copy adds is its own. */
export function guard(edits: readonly FileEdit[], { own, sites, to }: Way) {
  for (const site of sites) {
    const folder = site.desired.folder.replace(/\/*$/, '/');
    const inCluster = edits.filter(({ path }) => path.startsWith(folder));
    const after = overlay(site.intended, inCluster.flatMap(objectsIn));
    const added = site === to ? copyOf(own, after)?.gateway.id : undefined;
    const gateways = gatewaysOf(site.intended)
      .filter(({ id }) => id !== added)
      .map(({ id }) => ({ before: id, after: id }));
    checkedContract(site.intended, after, { gateways });
  }
}
