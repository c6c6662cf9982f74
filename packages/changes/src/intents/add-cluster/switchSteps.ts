import { Condition } from '../../ChangePlan';
import { areWritten, everywhere } from './everywhere';
import { joining, retrying, switching } from './joining';
import { nearestFirst } from './failsOver';
import { notLedYet, Step } from './Step';
import { Way } from './Way';

/** Leads callers in the mesh to the copies: at last, when all that they need is seen in every cluster. */
export function switchSteps(way: Way): Step[] {
  const isPublic = way.joints.some(joint => joint.isPublic);
  return isPublic ? [exported(way), asksAgain(way)] : [internalHost(way)];
}

function internalHost(way: Way): Step {
  const [{ host }] = way.joints;
  return everywhere(way, switching, {
    id: 'switch',
    title: `Lead callers of ${host} to the gateways`,
    before: () => notLedYet,
    after: nearestFirst,
    opens: areWritten(joining, way, 'before-open'),
    conditions: [nameIsKnown(host), drill(way)],
    rollback: `First lead callers of ${host} elsewhere, then revert this pull request, then the one that joined the gateways, then the copy.`,
  });
}

function exported(way: Way): Step {
  const hosts = way.joints.map(({ host }) => host).join(', ');
  return everywhere(way, switching, {
    id: 'switch',
    title: `Lead callers of ${hosts} in the mesh to the nearest gateway`,
    before: () => 'as DNS says',
    after: nearestFirst,
    opens: areWritten(joining, way, 'before-open'),
    conditions: [],
    rollback:
      'Revert this pull request: callers follow DNS again. Undo the waves before it only after that.',
  });
}

/** A wave of its own: a route that is there before its host is seen would be answered with 503. */
function asksAgain(way: Way): Step {
  return everywhere(way, retrying, {
    id: 'retry',
    title: 'Let callers ask the other gateway when one does not answer',
    before: nearestFirst,
    after: (joint, site) =>
      `${nearestFirst(
        joint,
        site,
      )}, asked at once when the first does not answer`,
    opens: areWritten(switching, way, 'before-open'),
    conditions: [drill(way)],
    rollback:
      'Revert this pull request, and only then the waves before it, one by one.',
  });
}

function nameIsKnown(host: string): Condition {
  return {
    id: `name:${host}`,
    when: 'before-merge',
    text: `Callers must be able to look ${host} up: by Istio's DNS proxy (ISTIO_META_DNS_CAPTURE) or by a record in DNS.`,
    state: 'unknown',
    question: `Can callers in the mesh look ${host} up?`,
  };
}

/** How one sees that the gateways stand in for each other. */
function drill({ own, sites, joints: [joint] }: Way): Condition {
  const [here, there] = sites;
  const { workload, namespace } = own.gateway;
  const name = `${namespace}/${workload.name}`;
  return {
    id: `drill:${here.cluster}`,
    when: 'after-merge',
    text: `Drill: while callers in ${here.cluster} ask http://${joint.host}/, take the gateway ${name} of ${here.cluster} away (its Service's selector, or all its pods). Each of them must be answered, by ${there.cluster}; when the gateway is back, they return to it after baseEjectionTime. Then the other way round. Each copy must carry all callers.`,
    state: 'unknown',
    question: `Has the drill been held with no failed request?`,
  };
}
