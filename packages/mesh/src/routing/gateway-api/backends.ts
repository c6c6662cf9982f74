import { JsonRecord, ObjectRef } from '../../resources';
import { Snapshot } from '../../snapshot';
import { DestinationSpec } from '../declaration';
import { integer, records, text } from '../fields';
import { serviceHost } from '../hosts';
import { isGranted } from './grants';
import { referenceOf } from './kinds';

/** The backends of a rule; undefined: one of them makes istiod refuse the whole route. */
export function readBackends(
  snapshot: Snapshot,
  route: ObjectRef,
  stated: unknown,
): DestinationSpec[] | undefined {
  const backends = records(stated).map(([entry]) =>
    readBackend(snapshot, route, entry),
  );
  return backends.every(backend => backend !== undefined)
    ? backends
    : undefined;
}

export function readBackend(
  snapshot: Snapshot,
  route: ObjectRef,
  entry: JsonRecord,
): DestinationSpec | undefined {
  const { namespace = '' } = route;
  const weight = integer(entry.weight) ?? 1;
  const port = integer(entry.port);
  const backend = referenceOf(entry, { group: '', kind: 'Service', namespace });
  const name = `${backend.namespace}/${backend.name}`;
  // A backend of weight 0 is never looked at.
  if (weight === 0) return { weight };
  if (!isGranted(snapshot, route, backend))
    return {
      port,
      weight,
      problem: `No ReferenceGrant lets ${route.kind} ${namespace}/${route.name} use ${backend.kind} ${name}`,
      refused: hostOf(backend, entry),
    };
  const host = hostOf(backend, entry);
  if (host === undefined)
    return {
      port,
      weight,
      problem: `${backend.kind} ${name} is no kind of backend that Istio knows`,
    };
  if (port === undefined || host === '') return undefined;
  return { host, port, weight };
}

/** Empty: not a name that a backend may have. */
function hostOf(
  { group, kind, name, namespace = '' }: ObjectRef,
  entry: JsonRecord,
): string | undefined {
  switch (`${group}/${kind}`) {
    case '/Service':
    case 'multicluster.x-k8s.io/ServiceImport':
      return name.includes('.') ? '' : serviceHost(name, namespace);
    case 'networking.istio.io/Hostname':
      return text(entry.namespace) === undefined ? name : '';
    default:
      return undefined;
  }
}
