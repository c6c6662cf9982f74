import { Snapshot } from '../../snapshot';
import { configuredGateway } from '../configuredGateways';
import { record, text } from '../fields';
import { GatewayWorkload } from '../model';
import { MeshClient } from '../mesh-clients/MeshClient';
import { writeLocality } from './Locality';
import { localityOfPod } from './places';

/**
 * A gateway as the client of its destinations: one for each locality in which its pods run, one without locality where none is known.
 *
 * @public
 */
export function gatewayClients(
  snapshot: Snapshot,
  gateway: Pick<GatewayWorkload, 'id' | 'namespace' | 'podLabels'>,
): readonly MeshClient[] {
  const { namespace, podLabels: labels } = gateway;
  const addresses =
    configuredGateway(snapshot, gateway.id)?.podAddresses ?? new Set<string>();
  const localities = snapshot
    .inNamespace('', 'Pod', namespace)
    .filter(({ status }) => addresses.has(text(record(status).podIP) ?? ''))
    .map(pod => writeLocality(localityOfPod(snapshot, pod)));
  const known = [...new Set(localities)].filter(Boolean).sort();
  return known.length > 0
    ? known.map(locality => ({ namespace, labels, locality }))
    : [{ namespace, labels }];
}
