import { refOf } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { differencesOf } from '../../drift';
import { Manifest } from '../../tree/readManifestFile';
import { observed } from '../observed';
import { PlannedCluster } from '../plannedCluster';

/** What the wave before must have made true: its objects are live as git says them. */
export function isLive(
  manifests: readonly Manifest[],
  place: PlannedCluster,
): Condition[] {
  return manifests.map(({ object, file }) => {
    const ref = refOf(object);
    const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
    const asked = {
      id: `live:${place.cluster}/${name}`,
      when: 'before-open' as const,
      text: `${name} is live in cluster ${place.cluster} as git says it.`,
    };
    return observed(place, ref, asked, live => {
      const [different] = differencesOf(
        { spec: object.spec },
        { spec: live.spec },
      );
      return different === undefined
        ? { state: 'met', evidence: `It says what ${file} says.` }
        : {
            state: 'unmet',
            evidence: `${
              different || 'spec'
            } is otherwise there than in ${file}.`,
          };
    });
  });
}

/** How one sees that the wave works. */
export function willBeLive(
  manifests: readonly Manifest[],
  { cluster }: PlannedCluster,
): Condition[] {
  return manifests.map(({ object: { kind, metadata } }) => ({
    when: 'after-merge',
    text: `${kind} ${metadata.namespace}/${metadata.name} is live in cluster ${cluster} as this pull request says it.`,
    state: 'unmet',
    evidence: 'It is not merged yet.',
  }));
}

/** Nobody here sees whether the new Services answer well: that is asked of a person before more is led to them. */
export function answersWell(
  wave: string,
  who: string,
  cluster: string,
): Condition {
  return {
    id: `answers:${cluster}/${wave}`,
    when: 'before-merge',
    text: `${who} answered well since the wave before.`,
    state: 'unknown',
    evidence: 'The portal does not see how requests are answered.',
    question: `Did ${who} answer without errors since the wave before?`,
  };
}
