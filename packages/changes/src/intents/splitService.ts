import { ChangePlan, Wave } from '../ChangePlan';
import { checkedContract } from '../contract';
import { SplitService } from '../Intent';
import { checkedHost, checkedProduct } from '../names';
import { edited, overlay } from '../overlay';
import { Planning } from '../Planning';
import { Refusal } from '../Refusal';
import { fileEdits } from '../tree/fileEdits';
import { kustomizeWarnings } from '../tree/kustomize';
import { readManifests } from '../tree/manifests';
import { refuseForeignHost } from './create-gateway/hostClaims';
import { knownOnlyInPart } from './create-gateway/warnings';
import { plannedCluster } from './plannedCluster';
import { refuseUnseen } from './refuseUnseen';
import { checkedSplit } from './split-service/checkedSplit';
import { httpRoutes } from './split-service/httpRoutes';
import { isAnyMet, Progress, progressOf } from './split-service/progress';
import { routesOf } from './split-service/routesOf';
import { withPorts } from './split-service/services';
import { describeConditions, nameOf, Split } from './split-service/Split';
import { statesOf } from './split-service/states';
import {
  SplitContext,
  Step,
  stepsBack,
  stepsForward,
} from './split-service/steps';
import { refuseOtherOrder } from './split-service/triedInOrder';
import { pictureOf, servingOf, touchesOf } from './split-service/views';
import { untunedServices } from './split-service/warnings';
import { newServices, whatMoves } from './split-service/words';

/**
 * Waves, each a pull request: requests with a header first, where that is asked for, then growing shares, then what only the way back
 * needed goes, and in the end the old Service. How far it has come is read from git; whether it may go on, from the cluster. The old
 * Service stays a destination, with a share of 0, until everything has moved.
 */
export function planSplitService(
  given: SplitService,
  planning: Planning,
): ChangePlan {
  const intent = checked(given);
  const { product, cluster, hosts } = intent;
  const { evidence } = planning;
  for (const host of hosts) refuseForeignHost(host, product, evidence);
  const asked = checkedSplit(intent);
  const place = plannedCluster(cluster, planning);
  const { tree, folder } = place.desired;
  const manifests = readManifests(tree, folder);
  const wanted = overlay(
    place.snapshot,
    manifests.all.map(({ object }) => object),
  );
  const split = withPorts(asked, intent, wanted, planning);
  const states = statesOf(split);
  const progress = progressOf(
    routesOf(split, hosts, wanted, manifests),
    states,
    split,
  );
  if (!progress) {
    refuseUnseen(hosts, wanted);
    throw new Refusal(
      'not-found',
      `No route in cluster ${cluster} leads requests for ${hosts.join(
        ', ',
      )} to Service ${nameOf(
        split.service,
      )}. Name the Service that answers them today.`,
    );
  }

  if (progress.routes.some(({ writing }) => writing.dialect === httpRoutes))
    refuseOtherOrder(split);
  refuseUnmet(progress, split);

  const context = {
    split,
    states,
    progress,
    place,
    planning,
    wanted,
    manifests,
  };
  const steps = intent.undo ? stepsBack(context) : stepsForward(context);
  const { waves, warnings } = wavesOf(steps, intent, context);
  const files = waves.flatMap(({ edits }) => edits.map(({ path }) => path));
  const of = states.length - 1 + (split.retire && !intent.undo ? 1 : 0);
  return {
    title: `${intent.undo ? 'Undo the split of' : 'Split'} ${nameOf(
      split.service,
    )} in ${cluster}: ${newServices(split)}`,
    summary: summaryOf(waves, intent, split),
    waves,
    of,
    warnings: [
      ...knownOnlyInPart(place, evidence),
      ...untunedServices(split, wanted),
      ...kustomizeWarnings(tree, files),
      ...warnings,
    ],
  };
}

/** Each is checked against the one before it, so that a way that cannot be gone to its end is not begun. */
function wavesOf(
  steps: readonly Step[],
  intent: SplitService,
  { wanted, place, planning }: SplitContext,
): { waves: Wave[]; warnings: string[] } {
  const { hosts } = intent;
  const gateways = servingOf(hosts, wanted).map(({ name }) => name);
  const waves: Wave[] = [];
  const warnings: string[] = [];
  let before = wanted;
  for (const { opens, conditions, edits, isDeclared, ...step } of steps) {
    const after = edited(before, edits);
    const isNext = !waves.length;
    const contract = checkedContract(before, after, { hosts, isDeclared });
    if (isNext) warnings.push(...contract.warnings);
    waves.push({
      ...step,
      edits: isNext ? fileEdits(edits, place.desired.tree) : [],
      callers: contract.callers,
      touches: touchesOf(
        intent,
        edits.map(({ manifest }) => manifest.object),
        gateways,
        planning.evidence,
      ),
      conditions: [...(isNext ? opens : []), ...conditions],
      picture: pictureOf(hosts, before, after),
    });
    before = after;
  }
  return { waves, warnings };
}

function summaryOf(
  [next]: readonly Wave[],
  { hosts, cluster, undo }: SplitService,
  split: Split,
): string {
  const old = nameOf(split.service);
  if (!next)
    return undo
      ? `Git already says that ${old} answers alone for ${hosts.join(', ')}.`
      : `Git already says that ${newServices(split)} answer for ${hosts.join(
          ', ',
        )} what ${old} did.`;
  return undo
    ? `Leads requests for ${hosts.join(
        ', ',
      )} back to ${old}, a wave at a time. Callers keep every path.`
    : `Leads ${whatMoves(split)}, for ${hosts.join(
        ', ',
      )} in ${cluster}. Callers keep every path: only the Service that answers changes.`;
}

/** A part that no route can lead is a slip of whoever asks. */
function refuseUnmet(progress: Progress, { groups, service }: Split): void {
  for (const { conditions } of groups)
    if (!isAnyMet(progress, conditions))
      throw new Refusal(
        'invalid',
        `${nameOf(service)} is never asked for ${describeConditions(
          conditions,
        )}: no route of these hosts leads such requests there. Correct the part, or leave it out.`,
      );
}

function checked(intent: SplitService): SplitService {
  checkedProduct(intent.product.name);
  const hosts = [...new Set(intent.hosts.map(checkedHost))];
  if (hosts.length) return { ...intent, hosts };
  throw new Refusal(
    'invalid',
    `Name at least one host behind which ${intent.service.name} is split.`,
  );
}
