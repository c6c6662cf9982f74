import { Region, Snapshot } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { Planning } from '../../Planning';
import { Refusal } from '../../Refusal';
import { ManifestEdit } from '../../tree/fileEdits';
import { Manifests } from '../../tree/manifests';
import { PlannedCluster } from '../plannedCluster';
import { isDeclared } from './declared';
import { answersWell, isLive, willBeLive } from './gates';
import { editsTo, Progress } from './progress';
import { nothingLeadsTo, retired } from './retirement';
import { readyEndpoints, refOfService } from './services';
import { nameOf, Split } from './Split';
import { SplitState } from './states';
import { newServices, rollbackOf, titleOf, waveTo } from './words';

/** One wave that remains, as git's objects. */
export interface Step {
  id: string;
  title: string;
  rollback: string;
  edits: readonly ManifestEdit[];
  /** What must be true before its pull request is opened, where it is the next. */
  opens: readonly Condition[];
  conditions: readonly Condition[];
  isDeclared(region: Region): boolean;
}

/** All that steps are made from. */
export interface SplitContext {
  split: Split;
  states: readonly SplitState[];
  progress: Progress;
  place: PlannedCluster;
  planning: Planning;
  /** The cluster as git wants it. */
  wanted: Snapshot;
  manifests: Manifests;
}

/** What remains until the split is done. */
export function stepsForward(context: SplitContext): Step[] {
  const { split, states, progress, place, manifests } = context;
  const written = progress.routes.map(({ manifest }) => manifest);
  const steps = states.slice(progress.at + 1).map((state, index) => {
    const before = states.slice(0, progress.at + 1 + index);
    return {
      id: state.id,
      title: titleOf(state, split),
      rollback: rollbackOf(state, before, split),
      edits: editsTo(state, progress),
      opens: [...isLive(written, place), ...readyEndpoints(split, place)],
      conditions: [
        ...(before.length > 1
          ? [answersWell(state.id, newServices(split), place.cluster)]
          : []),
        ...willBeLive(written, place),
      ],
      isDeclared: (region: Region) => isDeclared(region, split, state),
    };
  });
  const { service } = split;
  if (!split.retire || !manifests.find(refOfService(service)).length)
    return steps;
  return [...steps, retirement(context)];
}

/** The way back, a wave for each that went forward. */
export function stepsBack({
  split,
  states,
  progress,
  place,
  wanted,
}: SplitContext): Step[] {
  const { service } = split;
  if (!wanted.get(refOfService(service)))
    throw new Refusal(
      'conflict',
      `Service ${nameOf(
        service,
      )} is retired. Revert the pull request that retired it first, and wait until it has ready endpoints.`,
    );
  const written = progress.routes.map(({ manifest }) => manifest);
  const back = {
    ...split,
    groups: [
      { conditions: { headers: [] }, targets: [{ service, weight: 100 }] },
    ],
  };
  return states
    .slice(0, progress.at)
    .reverse()
    .map((state, index) => {
      const from = states[progress.at - index];
      return {
        id: `back-to-${state.id || 'start'}`,
        title: titleOf(state, split),
        rollback: `Ask for the split again without undo: its next wave is ${waveTo(
          from,
          split,
        )}.`,
        edits: editsTo(state, progress),
        opens: [...isLive(written, place), ...readyEndpoints(back, place)],
        conditions: willBeLive(written, place),
        isDeclared: (region: Region) =>
          isDeclared(region, split, { ...state, share: from.share }),
      };
    });
}

function retirement({
  split,
  progress,
  place,
  planning,
  wanted,
  manifests,
}: SplitContext): Step {
  const { service } = split;
  const name = nameOf(service);
  const edits = retired(service, wanted, manifests);
  const gone = edits.map(
    ({ manifest: { object } }) => `${object.kind} ${object.metadata.name}`,
  );
  const written = progress.routes.map(({ manifest }) => manifest);
  return {
    id: 'retire',
    title: `Retire ${name}: ${gone.join(', ')}`,
    rollback: `Revert this pull request and wait until Service ${name} has ready endpoints; only then revert any wave before it.`,
    edits,
    opens: [
      ...isLive(written, place),
      ...nothingLeadsTo(service, place, planning),
    ],
    conditions: [],
    isDeclared: () => false,
  };
}
