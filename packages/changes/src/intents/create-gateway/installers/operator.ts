import { stringify } from 'yaml';
import { gateway } from '../../../objects/gateway';
import { gatewayObjects } from '../../../objects/gatewayObjects';
import { istioOperator } from '../../../objects/istioOperator';
import { Installation, InstallationRequest } from './Installation';

/** A file for `istioctl install`. The controller that once applied such files is gone since Istio 1.24, so a person runs the command. */
export function operator({ design }: InstallationRequest): Installation {
  return {
    objects: [gateway(design)],
    made: gatewayObjects(design).filter(({ kind }) => kind !== 'Gateway'),
    byHand: {
      file: `istiooperator-${design.name}.yaml`,
      text: stringify(istioOperator(design), {
        lineWidth: 0,
        compat: 'yaml-1.1',
      }),
      command: path => `istioctl install --filename ${path}`,
    },
  };
}
