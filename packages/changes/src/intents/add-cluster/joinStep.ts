import { copyIsProven } from './copyStep';
import { joining } from './joining';
import { nearestFirst } from './failsOver';
import { notLedYet, Step } from './Step';
import { namesOf, Way } from './Way';
import { everywhere } from './everywhere';

/** Makes the copies one host for the mesh, with a rule that keeps callers near and fails over. Nobody is led to it yet. */
export function joinStep(way: Way): Step {
  const { own, sites, joints } = way;
  const hosts = joints.map(({ host }) => host).join(', ');
  return everywhere(way, joining, {
    id: 'join',
    title: `Let the mesh reach the gateways in ${namesOf(sites)} as ${hosts}`,
    before: () => 'as DNS says',
    after: (joint, site) =>
      joint.isPublic
        ? `the same; in namespace ${own.gateway.namespace} ${nearestFirst(
            joint,
            site,
          )}`
        : notLedYet,
    opens: [
      ...new Map(
        joints
          .flatMap(({ unknown }) => unknown)
          .map(condition => [condition.id, condition]),
      ).values(),
      ...copyIsProven(way),
    ],
    conditions: [],
    rollback:
      'Revert this pull request. No caller is led to the host before the next one.',
  });
}
