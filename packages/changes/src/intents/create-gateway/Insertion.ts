import { ObjectRef, Snapshot } from '@product-gateways/mesh';
import { Condition } from '../../ChangePlan';
import { CreateGateway } from '../../Intent';
import { Platform } from '../../Platform';
import { ListAddition } from '../../tree/appendToLists';
import { Manifests } from '../../tree/manifests';
import { Installation } from './installers/Installation';
import { Place } from './place';
import { ServingGateway } from './servedToday';

/** A new gateway beside the shared one, and what leads the routes of its hosts to it too. */
export interface Insertion extends Installation {
  gateway: ObjectRef;
  additions: readonly ListAddition[];
  conditions: readonly Condition[];
}

export interface InsertionRequest {
  intent: CreateGateway;
  place: Place;
  shared: ServingGateway;
  /** The cluster as git wants it before the change. */
  before: Snapshot;
  manifests: Manifests;
  platform: Platform;
}
