import { Snapshot } from '../snapshot';
import { GatewayWorkload } from './model';

/** All gateway workloads of a cluster, by namespace and name. */
export function gatewaysOf(_snapshot: Snapshot): readonly GatewayWorkload[] {
  return [];
}
