import { Snapshot } from '../snapshot';
import { GatewayWorkload, Listener } from './model';

/** A gateway's listeners with their virtual hosts and routes, in the order in which Envoy tries them. */
export function routeTable(
  _snapshot: Snapshot,
  _gateway: GatewayWorkload,
): readonly Listener[] {
  return [];
}
