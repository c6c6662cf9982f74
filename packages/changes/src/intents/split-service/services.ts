import {
  endpointsOf,
  KubernetesObject,
  ObjectRef,
  Snapshot,
  specOf,
} from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { SplitService } from '../../Intent';
import { Planning } from '../../Planning';
import { Refusal } from '../../Refusal';
import { seen } from '../observed';
import { PlannedCluster } from '../plannedCluster';
import { refuseUnknown } from '../refuseUnseen';
import { isSameService, nameOf, ServiceRef, Split } from './Split';

interface ServiceSpec {
  type?: string;
  selector?: Readonly<Record<string, string>>;
  ports?: readonly { port: number; name?: string }[];
}

export function refOfService({ namespace, name }: ServiceRef): ObjectRef {
  return { group: '', kind: 'Service', namespace, name };
}

/**
 * The split with a port for every Service. Refused where one of the new ones is not there, is not the product's, or leads out of the
 * product: by another name (ExternalName), or to endpoints that somebody wrote by hand.
 *
 * @param wanted - The cluster as git wants it
 */
export function withPorts(
  split: Split,
  { product, cluster }: SplitService,
  wanted: Snapshot,
  { evidence: { ownership, titleOf } }: Planning,
): Split {
  const old = wanted.get(refOfService(split.service));
  const [oldPort] = old ? portsOf(old) : [];
  const checked = (target: ServiceRef): ServiceRef => {
    const object = wanted.get(refOfService(target));
    if (!object) {
      const name = nameOf(target);
      refuseUnknown(
        `whether Service ${name} is`,
        [refOfService(target)],
        wanted,
      );
      throw new Refusal(
        'not-found',
        `Service ${name} is neither in cluster ${cluster} nor in git. Deploy it first, or name one that is there.`,
      );
    }
    const owner = ownership.productOfNamespace(cluster, target.namespace);
    if (owner !== product.name)
      throw new Refusal(
        'conflict',
        `Service ${nameOf(target)} is ${
          owner ? `${titleOf(owner)}'s` : "no product's"
        }: requests of ${
          product.title
        } may only be led to Services in its own namespaces.`,
      );
    refuseWayOut(target, object);
    return {
      ...target,
      port: portOf(target, object, split.service.port ?? oldPort),
    };
  };
  return {
    ...split,
    usualPort: split.service.port ?? oldPort,
    groups: split.groups.map(group => ({
      ...group,
      targets: group.targets.map(target => ({
        ...target,
        service: checked(target.service),
      })),
    })),
  };
}

function refuseWayOut(target: ServiceRef, object: KubernetesObject) {
  const { type, selector } = specOf<ServiceSpec>(object);
  if (type === 'ExternalName')
    throw new Refusal(
      'conflict',
      `Service ${nameOf(
        target,
      )} is an ExternalName: it leads to whatever its name means, inside or outside the cluster. Name a Service that selects pods.`,
    );
  if (!Object.keys(selector ?? {}).length)
    throw new Refusal(
      'conflict',
      `Service ${nameOf(
        target,
      )} selects no pods: its endpoints are written by hand and may be anything, the API server too. Name a Service that selects pods.`,
    );
}

/** The port asked for, the only one, or the one by which the old Service is reached. */
function portOf(
  target: ServiceRef,
  object: KubernetesObject,
  usual: number | undefined,
): number {
  const ports = portsOf(object);
  const wanted = target.port ?? (ports.length === 1 ? ports[0] : usual);
  if (wanted !== undefined && ports.includes(wanted)) return wanted;
  throw new Refusal(
    'invalid',
    target.port === undefined
      ? `Service ${nameOf(target)} has the ports ${ports.join(
          ', ',
        )}. Say which of them shall answer.`
      : `Service ${nameOf(target)} has no port ${target.port}; it has ${
          ports.join(', ') || 'none'
        }.`,
  );
}

function portsOf(object: KubernetesObject): number[] {
  return (specOf<ServiceSpec>(object).ports ?? []).map(({ port }) => port);
}

/** Requests may only be led to Services that answer. */
export function readyEndpoints(
  split: Split,
  place: PlannedCluster,
): Condition[] {
  const targets = split.groups.flatMap(group =>
    group.targets.map(({ service }) => service),
  );
  return targets
    .filter(
      (target, index) =>
        targets.findIndex(
          other => isSameService(other, target) && other.port === target.port,
        ) === index,
    )
    .map(target => {
      const name = nameOf(target);
      const asked = {
        id: `endpoints:${place.cluster}/${name}:${target.port}`,
        when: 'before-open' as const,
        text: `Service ${name} has ready endpoints for port ${target.port}.`,
      };
      const kinds = [
        { group: '', kind: 'Service' },
        { group: 'discovery.k8s.io', kind: 'EndpointSlice' },
      ];
      return seen(place, kinds, asked, () => {
        if (!place.snapshot.get(refOfService(target)))
          return {
            state: 'unmet',
            evidence: `It is in git, and not in cluster ${place.cluster} yet.`,
          };
        const { ready = 0, total = 0 } =
          endpointsOf(place.snapshot, refOfService(target), target.port) ?? {};
        return {
          state: ready ? 'met' : 'unmet',
          evidence: `${ready} of ${total} are ready.`,
        };
      });
    });
}
