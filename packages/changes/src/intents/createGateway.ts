import { gatewaysOf } from '@product-gateways/mesh';
import { compareCallers } from '../callers';
import { ChangePlan, Wave } from '../ChangePlan';
import { checkedContract } from '../contract';
import { CreateGateway } from '../Intent';
import { checkedHost, checkedProduct } from '../names';
import { namespace } from '../objects/namespace';
import { overlay } from '../overlay';
import { Planning } from '../Planning';
import { defaultPlatform } from '../Platform';
import { Refusal } from '../Refusal';
import { readManifests } from '../tree/manifests';
import { filesFor, filesWith, objectsIn } from './create-gateway/edits';
import { fileByHand } from './create-gateway/fileByHand';
import { addedGateway, sameGateway } from './create-gateway/gatewaysAfter';
import { Insertion, InsertionRequest } from './create-gateway/Insertion';
import { managedGateway } from './create-gateway/managedGateway';
import { pictureOf } from './create-gateway/pictureOf';
import { placeOf } from './create-gateway/place';
import { selectedGateway } from './create-gateway/selectedGateway';
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

  const { platform = defaultPlatform } = planning.evidence;
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
  const request = { intent, place, shared, before, manifests, platform };
  const insertion = insertionOf(request);
  const { gateway, additions } = insertion;
  const name = `${gateway.namespace}/${gateway.name}`;
  const byHand = fileByHand(insertion, place);
  const edits = [
    ...filesFor(
      [
        ...(place.isNew
          ? [namespace({ namespace: place.namespace, product: product.name })]
          : []),
        ...insertion.objects,
      ],
      manifests,
      place,
    ),
    ...filesWith(additions, place),
  ];
  const after = overlay(before, [
    ...edits.flatMap(objectsIn),
    ...insertion.made,
  ]);
  const added = addedGateway(hosts, gateway, after, manifests);
  const allEdits = [...edits, ...(byHand?.edits ?? [])];
  if (!allEdits.length)
    return nothing(
      `Git already says that ${name} serves ${names}. It is not live in ${cluster} yet.`,
    );

  // What serves today answers as it did; what the new one answers is its own.
  const gateways = gatewaysOf(before)
    .filter(({ id }) => id !== added.gateway.id)
    .map(({ id }) => ({ before: id, after: id }));
  checkedContract(before, after, { hosts, gateways });
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
    edits: allEdits,
    callers,
    touches: touchesOf(intent, place, additions, planning.evidence),
    conditions: [
      ...insertion.conditions,
      ...(byHand ? [byHand.condition] : []),
    ],
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

/** Where routes of Gateway API answer for the hosts the new gateway is one of that kind; else one that a Gateway of Istio selects. */
function insertionOf(request: InsertionRequest): Insertion {
  const { installer } = request.intent;
  if (request.shared.gateway.controller === 'gateway-api')
    return managedGateway(request);
  const chosen =
    installer && installer !== 'gateway-api'
      ? installer
      : request.platform.gateways.installer;
  return selectedGateway(chosen, request);
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
