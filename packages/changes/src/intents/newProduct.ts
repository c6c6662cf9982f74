import { gatewaysOf, PRODUCT_LABEL } from '@product-gateways/mesh';
import { answersFor } from '../answers';
import { ChangePlan, Wave } from '../ChangePlan';
import { checkedContract } from '../contract';
import { NewProduct } from '../Intent';
import { istioNetworking } from '../istio';
import { firstRoute } from '../objects/firstRoute';
import { namespace } from '../objects/namespace';
import { overlay } from '../overlay';
import { picture } from '../picture';
import { Planning } from '../Planning';
import { defaultPlatform } from '../Platform';
import { Manifests, readManifests } from '../tree/manifests';
import { Manifest } from '../tree/readManifestFile';
import { certificates } from './create-gateway/certificates';
import { conditionsFor } from './create-gateway/conditions';
import { filesFor, objectsIn } from './create-gateway/edits';
import { fileByHand } from './create-gateway/fileByHand';
import { addedGateway } from './create-gateway/gatewaysAfter';
import { refuseForeignHost } from './create-gateway/hostClaims';
import { podInstallers } from './create-gateway/installers/podInstallers';
import { knownOnlyInPart } from './create-gateway/warnings';
import { catalogFiles, systemIn } from './new-product/catalogFiles';
import { CheckedProduct, checkedProduct } from './new-product/checkedProduct';
import { designOf } from './new-product/design';
import { meshLabels } from './new-product/meshLabels';
import { refuseServed } from './new-product/refuseServed';
import { refuseTaken } from './new-product/refuseTaken';
import { serviceAnswers } from './new-product/serviceAnswers';
import { plannedCluster } from './plannedCluster';

/**
 * One wave of new files, and one line in the catalog's list: nothing that is there today changes. Refused where the product's name, its
 * namespace or a host of it says something already.
 */
export function planNewProduct(
  given: NewProduct,
  planning: Planning,
): ChangePlan {
  const intent = checkedProduct(given);
  const { product, cluster, hosts, service } = intent;
  const { platform = defaultPlatform } = planning.evidence;
  const place = {
    ...plannedCluster(cluster, planning),
    namespace: intent.namespace,
    isNew: true,
  };
  const manifests = readManifests(place.desired.tree, place.desired.folder);
  const before = overlay(
    place.snapshot,
    manifests.all.map(({ object }) => object),
  );
  const labels = meshLabels(before);
  const design = designOf(
    intent,
    place.namespace,
    labels['istio.io/rev'],
    platform,
  );
  const installation = podInstallers[platform.gateways.installer]({
    design,
    manifests,
    platform,
  });
  const objects = [
    namespace(design, labels),
    ...certificates(design, manifests, platform),
    ...installation.objects,
    firstRoute(design, service),
  ];
  const names = hosts.join(', ');
  const title = `Make a place for ${product.title} in ${cluster}`;
  const system = systemIn(product.name, place);
  if (system && isMade(intent, system, manifests))
    return {
      title,
      summary: `Git already holds ${product.title}: ${system.file}, and what serves ${names} in ${cluster}.`,
      waves: [],
      of: 1,
      warnings: [],
    };

  refuseTaken(intent, place, planning);
  for (const host of hosts) refuseForeignHost(host, product, planning.evidence);
  refuseServed(hosts, planning.live);

  const gateway = {
    group: istioNetworking,
    kind: 'Gateway',
    namespace: place.namespace,
    name: design.name,
  };
  const catalog = catalogFiles(intent, place);
  const byHand = fileByHand(
    { ...installation, gateway, additions: [], conditions: [] },
    place,
  );
  const inCluster = filesFor(objects, manifests, place);
  const after = overlay(before, [
    ...inCluster.flatMap(objectsIn),
    ...installation.made,
  ]);
  const added = addedGateway(hosts, gateway, after, manifests);
  const gateways = gatewaysOf(before).map(({ id }) => ({
    before: id,
    after: id,
  }));
  checkedContract(before, after, { gateways });

  const name = `${gateway.namespace}/${gateway.name}`;
  const wave: Wave = {
    title,
    edits: [...catalog.edits, ...inCluster, ...(byHand?.edits ?? [])],
    callers: hosts.flatMap(host =>
      answersFor(host, added.listeners).map(({ request, text }) => ({
        request,
        before: 'nobody answers',
        after: text,
        same: false,
      })),
    ),
    touches: {
      clusters: [cluster],
      namespaces: [place.namespace],
      hosts,
      gateways: [name],
      products: [],
    },
    conditions: [
      ...conditionsFor(design, place, manifests),
      ...(byHand ? [byHand.condition] : []),
      serviceAnswers(intent, place),
    ],
    rollback: `Revert this pull request. Agents that never delete a Namespace leave ${place.namespace} behind, empty: somebody deletes it by hand.`,
    picture: picture(
      hosts,
      [],
      [
        {
          name,
          added: true,
          services: [
            { name: `${service.name}.${place.namespace}:${service.port}` },
          ],
        },
      ],
    ),
  };
  return {
    title,
    summary: `Adds ${product.title} to the catalog, and in ${cluster} the namespace ${place.namespace} with the gateway ${name} and a first route: all requests for ${names} go to the Service ${service.name}, port ${service.port}. Nobody serves these hosts today, so no caller notices anything; lead DNS to the gateway's address once it has one.`,
    waves: [wave],
    of: 1,
    warnings: [
      ...catalog.warnings,
      ...knownOnlyInPart(place, planning.evidence),
    ],
  };
}

/** Merged before: its System is in the catalog's folder with this owner, and its namespace in the cluster's. */
function isMade(
  { product, owner, namespace: name }: CheckedProduct,
  system: Manifest,
  { find }: Manifests,
): boolean {
  const [made] = find({ group: '', kind: 'Namespace', name });
  return (
    Object(system.object.spec).owner === owner &&
    made?.object.metadata.labels?.[PRODUCT_LABEL] === product.name
  );
}
