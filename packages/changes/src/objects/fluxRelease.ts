import { KubernetesObject, ObjectRef } from '@product-gateways/mesh';
import { GatewayDefaults } from '../Platform';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** A HelmRelease of Flux that installs the chart. */
export function fluxRelease(
  design: GatewayDesign,
  values: object,
  { version }: GatewayDefaults['chart'],
  { name, namespace }: ObjectRef,
): KubernetesObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: metadataOf(design),
    spec: {
      interval: '1h',
      releaseName: design.name,
      chart: {
        spec: {
          chart: 'gateway',
          ...(version ? { version } : {}),
          sourceRef: { kind: 'HelmRepository', name, namespace },
        },
      },
      values,
    },
  };
}

/** Where Flux fetches the chart from. */
export function helmRepository(
  design: GatewayDesign,
  { repository }: GatewayDefaults['chart'],
): KubernetesObject {
  const isOci = repository.startsWith('oci://');
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { ...metadataOf(design), name: 'istio' },
    spec: {
      interval: '24h',
      url: repository,
      ...(isOci ? { type: 'oci' } : {}),
    },
  };
}
