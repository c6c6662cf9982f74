import { gatewayObjects } from '../../../objects/gatewayObjects';
import { Installation, InstallationRequest } from './Installation';

/** Plain objects, whose proxy istiod injects. */
export function plainObjects({ design }: InstallationRequest): Installation {
  return { objects: gatewayObjects(design), made: [] };
}
