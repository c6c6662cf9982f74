import { KubernetesObject } from '@product-gateways/mesh';
import { deployment } from './deployment';
import { gateway } from './gateway';
import { GatewayDesign } from './GatewayDesign';
import { horizontalPodAutoscaler } from './horizontalPodAutoscaler';
import { podDisruptionBudget } from './podDisruptionBudget';
import { role } from './role';
import { roleBinding } from './roleBinding';
import { service } from './service';
import { serviceAccount } from './serviceAccount';

/** All objects of a product's gateway, in an order in which each finds what it needs. */
export function gatewayObjects(design: GatewayDesign): KubernetesObject[] {
  return [
    serviceAccount,
    role,
    roleBinding,
    deployment,
    service,
    horizontalPodAutoscaler,
    podDisruptionBudget,
    gateway,
  ].map(build => build(design));
}
