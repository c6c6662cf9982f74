import { KubernetesObject, ObjectRef, Problem, refOf } from '../../resources';
import { Snapshot } from '../../snapshot';
import { byCreation } from '../age';
import { AppliesTo } from '../declaration';
import { isRecord } from '../../resources';
import { record, records, specOf, text } from '../fields';
import { withoutConflicts } from './conflicts';
import { group, referenceOf } from './kinds';
import { AttachableListener, listenersOf } from './listeners';
import { selected } from './namespaces';

/** The listeners of all Gateways of Istio's and of the ListenerSets attached to them. */
export function attachableListeners(snapshot: Snapshot): {
  readonly value: readonly AttachableListener[];
  readonly problems: readonly Problem[];
} {
  const sets = listenerSets(snapshot);
  const read = snapshot
    .list(group, 'Gateway')
    .filter(gateway =>
      isIstios(snapshot, text(specOf(gateway).gatewayClassName) ?? ''),
    )
    .map(gateway => {
      const { namespace, name } = gateway.metadata;
      const appliesTo = servicesOf(gateway);
      const attached = sets.filter(
        set =>
          parentOf(set) === `${namespace}/${name}` &&
          takes(snapshot, gateway, set),
      );
      return withoutConflicts(
        [gateway, ...attached].flatMap(object =>
          listenersOf(snapshot, object, appliesTo),
        ),
      );
    });
  return {
    value: read.flatMap(({ kept }) => kept),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** istiod makes the classes itself; one of another name counts by its controller. */
function isIstios(snapshot: Snapshot, className: string): boolean {
  const found = snapshot.get({ group, kind: 'GatewayClass', name: className });
  if (found)
    return specOf(found).controllerName === 'istio.io/gateway-controller';
  return className === 'istio';
}

/** istiod runs pods and a Service for a Gateway, unless it names the host of a Service that is there already. */
function servicesOf(gateway: KubernetesObject): AppliesTo {
  const { namespace = '', name, annotations = {} } = gateway.metadata;
  const spec = specOf(gateway);
  const addresses = records(spec.addresses).map(([address]) => address);
  const isHostname = (address: (typeof addresses)[number]) =>
    address.type === 'Hostname';
  const managed =
    addresses.length === 0 ||
    (addresses.length === 1 && !isHostname(addresses[0]));
  const service = (host: string): ObjectRef => {
    const [serviceName, serviceNamespace = namespace] = host.split('.');
    return {
      group: '',
      kind: 'Service',
      namespace: serviceNamespace,
      name: serviceName,
    };
  };
  if (!managed)
    return {
      type: 'services',
      services: addresses
        .filter(isHostname)
        .map(({ value }) => service(text(value) ?? ''))
        // A Gateway reaches no Service of another namespace.
        .filter(ref => ref.namespace === namespace),
    };
  const generated =
    annotations['gateway.istio.io/name-override'] ??
    `${name}-${text(spec.gatewayClassName)}`;
  return {
    type: 'services',
    services: [service(generated)],
    managedBy: refOf(gateway),
  };
}

function listenerSets(snapshot: Snapshot): KubernetesObject[] {
  return [
    ...snapshot.list(group, 'ListenerSet'),
    ...snapshot.list('gateway.networking.x-k8s.io', 'XListenerSet'),
  ].sort(byCreation);
}

function parentOf(set: KubernetesObject): string {
  const { namespace = '' } = set.metadata;
  const parent = referenceOf(record(specOf(set).parentRef), {
    group,
    kind: 'Gateway',
    namespace,
  });
  return `${parent.namespace}/${parent.name}`;
}

/** A Gateway takes no ListenerSet unless it says from where. */
function takes(
  snapshot: Snapshot,
  gateway: KubernetesObject,
  set: KubernetesObject,
): boolean {
  const { namespaces } = record(specOf(gateway).allowedListeners);
  const { from, selector } = record(namespaces);
  const { namespace = '' } = set.metadata;
  if (from === 'All') return true;
  if (from === 'Same') return namespace === gateway.metadata.namespace;
  return (
    (from === undefined || from === 'Selector') &&
    isRecord(selector) &&
    selected(snapshot, selector).includes(namespace)
  );
}
