import { AddCluster } from '../../Intent';
import { istioNetworking } from '../../istio';
import { overlay } from '../../overlay';
import { Planning } from '../../Planning';
import { filesBelow } from '../../tree/Tree';
import { objectsIn } from '../create-gateway/edits';
import { copiesOf, gatewayNames, refuseForeignNamespaces } from './copies';
import { refuseOtherMeaning } from './internalHost';
import { jointOf } from './joint';
import { refuseMissingServices } from './missingServices';
import { copyOf, ownGateway } from './ownGateway';
import { partsOf } from './parts';
import { refuseOthers } from './refuseOthers';
import { isInstaller } from './runs';
import { revisionOf, revisionThere } from './revision';
import { copyAnswering } from './sameAnswers';
import { Site, siteOf } from './Site';
import { Way } from './Way';

/** Reads everything once, and refuses what cannot be. */
export function wayOf(intent: AddCluster, planning: Planning): Way {
  const { product, hosts, internalHost } = intent;
  const from = siteOf(intent.from, planning);
  const to = siteOf(intent.cluster, planning);
  const own = ownGateway(intent, from, planning.evidence);
  const parts = partsOf(own, from, product, planning.evidence);
  refuseForeignNamespaces(parts, product, to, planning.evidence);
  refuseMissingServices(own, from, to);

  const copies = copiesOf(parts, own, to, {
    from: from.cluster,
    cluster: to.cluster,
    product: product.name,
    revision: revisionThere(
      revisionOf(parts.map(({ object }) => object)),
      to.snapshot,
    ),
    own: gatewayNames(own),
  });
  const after = overlay(to.intended, copies.edits.flatMap(objectsIn));
  const byChart = parts.some(({ object }) => isInstaller(object));
  const copy =
    byChart && !copyOf(own, after)
      ? undefined
      : copyAnswering(own, from.intended, after);

  const { namespace } = own.gateway;
  const joined = internalHost ? [internalHost] : hosts;
  const sites = [
    from,
    to,
    ...joinedBefore(intent, joined[0], namespace, planning),
  ];
  if (internalHost)
    refuseOtherMeaning(internalHost, product, sites, planning.evidence);
  const joints = joined.map(host =>
    jointOf(host, internalHost ? hosts[0] : host, product.name, own, sites),
  );
  for (const { host } of joints)
    for (const site of sites) refuseOthers(host, namespace, site);
  return { planning, from, to, sites, own, parts, copy, copies, joints };
}

/** The other clusters whose git joins the gateways already. */
function joinedBefore(
  { from, cluster }: AddCluster,
  host: string,
  namespace: string,
  planning: Planning,
): Site[] {
  const others = [...planning.desired].filter(
    ([name, { tree, folder }]) =>
      name !== from &&
      name !== cluster &&
      filesBelow(tree, folder).some(([, text]) => text.includes(host)),
  );
  return others
    .map(([name]) => siteOf(name, planning))
    .filter(
      ({ manifests }) =>
        manifests.find({
          group: istioNetworking,
          kind: 'ServiceEntry',
          namespace,
          name: host,
        }).length,
    );
}
