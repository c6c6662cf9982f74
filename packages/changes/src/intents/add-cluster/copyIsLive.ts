import {
  endpointsOf,
  KubernetesObject,
  ObjectRef,
  refOf,
  statusOf,
} from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { isAsStated } from '../../drift';
import { ServingGateway } from '../create-gateway/servedToday';
import { observed, seen } from '../observed';
import { destinationsOf } from './destinations';
import { copyOf } from './ownGateway';
import { Site } from './Site';

type When = Condition['when'];

/** That the gateway of a cluster is there, works and has an address. */
export function gatewayIsLive(
  own: ServingGateway,
  site: Site,
  when: When,
): Condition[] {
  const { cluster, snapshot } = site;
  const live = copyOf(own, snapshot)?.gateway;
  const name = `${own.gateway.namespace}/${own.gateway.workload.name}`;
  const kind = (group: string, kindName: string) => ({ group, kind: kindName });
  return [
    seen(
      site,
      [kind('apps', 'Deployment'), kind('', 'Pod')],
      {
        when,
        id: `available:${cluster}/${name}`,
        text: `Deployment ${name} is available in cluster ${cluster}.`,
      },
      () => ({
        state: live && live.replicas.ready > 0 ? 'met' : 'unmet',
        evidence: live
          ? `${live.replicas.ready} of ${live.replicas.desired} pods are ready.`
          : 'It is not there yet.',
      }),
    ),
    seen(
      site,
      [kind('', 'Service')],
      {
        when,
        id: `address:${cluster}/${name}`,
        text: `Gateway ${name} has an address in cluster ${cluster}.`,
      },
      () => {
        const addresses = live?.services.flatMap(each => each.addresses) ?? [];
        return {
          state: addresses.length ? 'met' : 'unmet',
          evidence: addresses.join(', ') || 'None yet.',
        };
      },
    ),
    ...own.gateway.definedBy
      .filter(({ group }) => group === 'gateway.networking.k8s.io')
      .map(ref => isProgrammed(ref, site, when)),
  ];
}

function isProgrammed(ref: ObjectRef, site: Site, when: When): Condition {
  const name = `${ref.namespace}/${ref.name}`;
  const asked = {
    when,
    id: `programmed:${site.cluster}/${name}`,
    text: `${ref.kind} ${name} is programmed in cluster ${site.cluster}.`,
  };
  return observed(site, ref, asked, object => {
    const programmed = conditionOf(object, 'Programmed');
    const isOfNow =
      programmed?.observedGeneration === undefined ||
      programmed.observedGeneration === object.metadata.generation;
    return {
      state: programmed?.status === 'True' && isOfNow ? 'met' : 'unmet',
      evidence: isOfNow
        ? programmed?.message ?? 'No controller has said so yet.'
        : 'Its controller has not seen its last change yet.',
    };
  });
}

interface ObjectCondition {
  type: string;
  status: string;
  message?: string;
  observedGeneration?: number;
}

export function conditionOf(
  object: KubernetesObject,
  type: string,
): ObjectCondition | undefined {
  const { conditions = [] } = statusOf<{ conditions: ObjectCondition[] }>(
    object,
  );
  return conditions.find(condition => condition.type === type);
}

/** That the services that the routes lead to answer in a cluster. */
export function servicesAreReady(
  own: ServingGateway,
  site: Site,
  when: When,
): Condition[] {
  const { cluster, snapshot } = site;
  const services = destinationsOf(own).filter(
    ({ service }) => service?.kind === 'Service',
  );
  const byPort = new Map(
    services.flatMap(({ service, port }) =>
      service
        ? [[`${service.namespace}/${service.name}:${port}`, { service, port }]]
        : [],
    ),
  );
  return [...byPort].map(([name, { service, port }]) =>
    seen(
      site,
      [service, { group: 'discovery.k8s.io', kind: 'EndpointSlice' }],
      {
        when,
        id: `endpoints:${cluster}/${name}`,
        text: `Service ${name} has ready endpoints in cluster ${cluster}.`,
      },
      () => {
        const found = endpointsOf(snapshot, service, port);
        return {
          state: found?.ready ? 'met' : 'unmet',
          evidence: snapshot.get(service)
            ? `${found?.ready ?? 0} of ${found?.total ?? 0} are ready.`
            : 'The Service is in git, and not live yet.',
        };
      },
    ),
  );
}

function seenAt({ metadata: { resourceVersion } }: KubernetesObject): string {
  return resourceVersion ? `Seen at revision ${resourceVersion}.` : 'Seen.';
}

/** That a cluster has these objects as git says, as far as it shows their kinds at all. */
export function areLive(
  objects: readonly KubernetesObject[],
  site: Site,
  when: When,
): Condition[] {
  return objects.map(object => {
    const ref = refOf(object);
    const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
    const asked = {
      when,
      id: `live:${site.cluster}/${ref.kind}/${ref.namespace}/${ref.name}`,
      text: `${name} is live in cluster ${site.cluster} as git says.`,
    };
    return observed(site, ref, asked, live => {
      const same = isAsStated(object.spec, live.spec);
      return {
        state: same ? 'met' : 'unmet',
        evidence: same ? seenAt(live) : 'It is there with other content.',
      };
    });
  });
}
