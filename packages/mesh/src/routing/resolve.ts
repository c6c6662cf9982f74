import { Snapshot } from '../snapshot';
import { GatewayWorkload } from './model';
import { Decision, Probe, Request } from './probe';

/** What the gateway that a probe names does with its request. */
export function resolve(_snapshot: Snapshot, _probe: Probe): Decision {
  return { outcome: 'no-listener', destinations: [], steps: [] };
}

/** What a gateway does with a request, and every step that led to it. */
export function resolveAt(
  _snapshot: Snapshot,
  _gateway: GatewayWorkload,
  _request: Request,
): Decision {
  return { outcome: 'no-listener', destinations: [], steps: [] };
}
