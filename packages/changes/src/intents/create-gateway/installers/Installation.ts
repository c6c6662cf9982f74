import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDesign } from '../../../objects/GatewayDesign';
import { Platform } from '../../../Platform';
import { Manifests } from '../../../tree/manifests';

/** How one installer brings a gateway's Deployment and Service into a cluster. */
export interface Installation {
  /** What the cluster's agent applies. */
  objects: readonly KubernetesObject[];
  /** What a person applies with a command: files beside those that an agent reads. */
  byHand?: { file: string; text: string; command(path: string): string };
  /** What runs once it is installed; it is planned with, and never written. */
  made: readonly KubernetesObject[];
}

export interface InstallationRequest {
  design: GatewayDesign;
  manifests: Manifests;
  platform: Platform;
}
