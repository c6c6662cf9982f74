import { GatewayDefaults } from '../../../Platform';
import { chart } from './chart';
import { Installation, InstallationRequest } from './Installation';
import { operator } from './operator';
import { plainObjects } from './plainObjects';

/** What installs pods that a Gateway of Istio selects. */
export type PodInstaller = GatewayDefaults['installer'];

export const podInstallers: Record<
  PodInstaller,
  (request: InstallationRequest) => Installation
> = { deployment: plainObjects, chart, operator };
