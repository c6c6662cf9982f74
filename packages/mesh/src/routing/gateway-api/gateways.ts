import { KubernetesObject, ObjectRef, Problem, refOf } from '../../resources';
import { Snapshot } from '../../snapshot';
import { aged, byAge } from '../age';
import { AppliesTo } from '../declaration';
import { isRecord } from '../../resources';
import { record, records, specOf, text } from '../fields';
import { group, referenceOf } from './kinds';
import { AttachableListener, listenersOf } from './listeners';
import { selected } from './namespaces';

/** The listeners of all Gateways of Istio's and of the ListenerSets attached to them. */
export function attachableListeners(snapshot: Snapshot): AttachableListener[] {
  const sets = listenerSets(snapshot);
  return snapshot
    .list(group, 'Gateway')
    .filter(gateway =>
      isIstios(snapshot, text(specOf(gateway).gatewayClassName) ?? ''),
    )
    .flatMap(gateway => {
      const appliesTo = servicesOf(gateway);
      const attached = sets.filter(
        set =>
          parentOf(set) ===
            `${gateway.metadata.namespace}/${gateway.metadata.name}` &&
          takes(snapshot, gateway, set),
      );
      return withoutConflicts(
        [gateway, ...attached].flatMap(object =>
          listenersOf(snapshot, object, appliesTo),
        ),
      );
    });
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
  ].sort((a, b) => byAge(aged(a), aged(b)));
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

/** Of two listeners with one port, protocol and host the first stays: the Gateway's own, then those of older ListenerSets. */
function withoutConflicts(
  listeners: readonly AttachableListener[],
): AttachableListener[] {
  const first = new Map<string, AttachableListener>();
  return listeners.map(listener => {
    const { port, protocol, hostname, declaration } = listener;
    const key = `${port} ${protocol} ${hostname ?? ''}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, listener);
      return listener;
    }
    const { kind, namespace, name } = other.parent;
    const message = `The listener is not opened: ${kind} ${namespace}/${name} has this port, protocol and host already`;
    const problem: Problem = { source: declaration.servers[0].source, message };
    return { ...listener, problem: listener.problem ?? problem };
  });
}
