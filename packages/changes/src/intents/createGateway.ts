import { compareCallers } from '../callers';
import { ChangePlan, Wave } from '../ChangePlan';
import { CreateGateway } from '../Intent';
import { checkedHost, checkedProduct } from '../names';
import { gatewayObjects } from '../objects/gatewayObjects';
import { namespace } from '../objects/namespace';
import { overlay } from '../overlay';
import { Planning } from '../Planning';
import { Refusal } from '../Refusal';
import { readManifests } from '../tree/manifests';
import { bindings } from './create-gateway/bindings';
import { conditionsFor } from './create-gateway/conditions';
import { designOf } from './create-gateway/design';
import { filesFor, filesWith, objectsIn } from './create-gateway/edits';
import { addedGateway, sameGateway } from './create-gateway/gatewaysAfter';
import { pictureOf } from './create-gateway/pictureOf';
import { placeOf } from './create-gateway/place';
import { servedToday } from './create-gateway/servedToday';
import { touchesOf } from './create-gateway/touches';
import { warningsFor } from './create-gateway/warnings';

/**
 * One wave: the new gateway's objects, and its name on the routes that serve the hosts today. Nothing that serves today changes, so
 * nothing has to be live before it.
 */
export function planCreateGateway(
  given: CreateGateway,
  planning: Planning,
): ChangePlan {
  const intent = checked(given);
  const { product, cluster, hosts } = intent;
  const title = `Give ${product.title} its own gateway in ${cluster}`;
  const nothing = (summary: string) => ({
    title,
    summary,
    waves: [],
    of: 1,
    warnings: [],
  });

  const place = placeOf(intent, planning);
  const served = servedToday(intent, place.snapshot, planning.evidence);
  const names = hosts.join(', ');
  if ('own' in served)
    return nothing(
      `${product.title} already has its own gateway in ${cluster} for ${names}: ${served.own.gateway.id}.`,
    );

  const { tree, folder } = place.desired;
  const manifests = readManifests(tree, folder);
  const before = overlay(
    place.snapshot,
    manifests.all.map(({ object }) => object),
  );
  const shared = sameGateway(served.shared, before);
  const design = designOf(intent, place.namespace, shared, before);
  const name = `${design.namespace}/${design.name}`;
  const objects = [
    ...(place.isNew ? [namespace(design)] : []),
    ...gatewayObjects(design),
  ];
  const additions = bindings(hosts, shared, name, manifests);
  const edits = [
    ...filesFor(objects, manifests, place),
    ...filesWith(additions, place),
  ];
  const after = overlay(before, edits.flatMap(objectsIn));
  const added = addedGateway(hosts, name, after, manifests);
  if (!edits.length)
    return nothing(
      `Git already says that ${name} serves ${names}. It is not live in ${cluster} yet.`,
    );

  const comparison = {
    before: shared.listeners,
    after: sameGateway(shared, after).listeners,
    added: added.listeners,
  };
  const callers = hosts.flatMap(host => compareCallers(host, comparison));
  const notice = callers.every(({ same }) => same)
    ? 'Callers notice nothing: DNS still leads to the shared gateway.'
    : 'Some requests would be answered otherwise on the new gateway, as the table says.';
  const wave: Wave = {
    title,
    edits,
    callers,
    touches: touchesOf(intent, place, additions, planning.evidence),
    conditions: conditionsFor(design, place, manifests),
    rollback:
      'Revert this pull request. Nothing depends on the new gateway until clients are led to it.',
    picture: pictureOf(hosts, shared, added),
  };
  return {
    title,
    summary: `Adds the gateway ${name} and lets it serve ${names} in addition to the shared one, ${shared.gateway.namespace}/${shared.gateway.workload.name}. ${notice}`,
    waves: [wave],
    of: 1,
    warnings: warningsFor({
      place,
      evidence: planning.evidence,
      shared: shared.gateway,
      added: added.gateway,
      edited: additions.map(({ manifest }) => manifest),
    }),
  };
}

function checked(intent: CreateGateway): CreateGateway {
  checkedProduct(intent.product.name);
  const hosts = [...new Set(intent.hosts.map(checkedHost))];
  if (hosts.length) return { ...intent, hosts };
  throw new Refusal(
    'invalid',
    `Name at least one host that ${intent.product.title}'s gateway shall serve.`,
  );
}
