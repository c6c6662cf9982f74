import { ObjectRef } from '@product-gateways/mesh';
import { Failure } from '../clusters/Failure';

/** What list+watch of one kind in one cluster can bring. A failure is an event like the others. */
export type WatchEvent =
  /** The server has the kind, in this version. */
  | { type: 'served'; version: string }
  /** The server does not have the kind: its CRD is not installed. */
  | { type: 'absent' }
  /** All objects of the kind, complete. */
  | { type: 'listed'; objects: readonly unknown[]; resourceVersion: string }
  /** The watch stands. */
  | { type: 'opened' }
  | {
      type: 'changed';
      change: 'set' | 'deleted';
      ref: ObjectRef;
      /** Projected to what questions need, and perhaps malformed. */
      object: unknown;
      resourceVersion: string;
    }
  | { type: 'bookmark'; resourceVersion: string }
  /** The server does not know what happened since our resource version. */
  | { type: 'expired' }
  /** Something that is not an event: what else was missed is not known. */
  | { type: 'malformed'; message: string }
  | { type: 'failed'; failure: Failure }
  /** The watch came to its end, as every watch does. */
  | { type: 'ended' };
