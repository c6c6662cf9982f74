import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDefaults } from '../Platform';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** Asks cert-manager for a certificate, and to keep it in the Secret that the gateway's servers name (cert-manager.io/docs/usage/certificate). */
export function certificate(
  design: GatewayDesign,
  secretName: string,
  dnsNames: readonly string[],
  { kind, name }: NonNullable<GatewayDefaults['issuer']>,
): KubernetesObject {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { ...metadataOf(design), name: secretName },
    spec: {
      secretName,
      dnsNames: [...new Set(dnsNames)],
      issuerRef: { group: 'cert-manager.io', kind, name },
    },
  };
}
