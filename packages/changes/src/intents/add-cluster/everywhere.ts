import { KubernetesObject } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { picture } from '../../picture';
import { areLive } from './copyIsLive';
import { picturedIn } from './copyStep';
import { Joint } from './joint';
import { Site } from './Site';
import { stated } from './stated';
import { Step } from './Step';
import { touchesOf, Way } from './Way';

/** The objects of a joint in a cluster. */
export type Written = (joint: Joint, site: Site) => KubernetesObject[];

interface Told
  extends Pick<Step, 'id' | 'title' | 'opens' | 'conditions' | 'rollback'> {
  /** What callers in a cluster who ask for the host get. */
  before(joint: Joint, site: Site): string;
  after(joint: Joint, site: Site): string;
}

/** A step that writes alike in every cluster that is joined. */
export function everywhere(
  { own, sites, joints }: Way,
  written: Written,
  { before, after, conditions, ...told }: Told,
): Step {
  const waits = joints.some(joint => joint.waits);
  const known = waits ? [] : sites;
  const objectsIn = (site: Site) =>
    joints.flatMap(joint => written(joint, site));
  const hosts = joints.map(({ host }) => host);
  const gateways = sites.map(site => picturedIn(site, own));
  return {
    ...told,
    waits,
    edits: known.flatMap(site =>
      objectsIn(site).flatMap(object => stated(object, site)),
    ),
    callers: known.flatMap(site =>
      joints.map(joint => ({
        request: `http://${joint.host}/… from cluster ${site.cluster}`,
        before: before(joint, site),
        after: after(joint, site),
        same: false,
      })),
    ),
    touches: {
      ...touchesOf(sites, known.flatMap(objectsIn), hosts),
      namespaces: [own.gateway.namespace],
    },
    conditions: [
      ...conditions,
      ...areWritten(written, { sites: known, joints }, 'after-merge'),
    ],
    picture: picture(hosts, gateways, gateways),
  };
}

/** That every cluster has what a step writes. */
export function areWritten(
  written: Written,
  { sites, joints }: Pick<Way, 'sites' | 'joints'>,
  when: Condition['when'],
): Condition[] {
  return sites.flatMap(site =>
    areLive(
      joints.flatMap(joint => written(joint, site)),
      site,
      when,
    ),
  );
}
