import { KubernetesObject } from '@product-gateways/mesh';
import { GatewayDefaults } from '../Platform';
import { GatewayDesign, metadataOf } from './GatewayDesign';

/** An Application of Argo CD that installs the chart, beside one that is there: in its project, to the same cluster, synced alike. */
export function argoApplication(
  design: GatewayDesign,
  values: object,
  { repository, version = '*' }: GatewayDefaults['chart'],
  beside: KubernetesObject,
): KubernetesObject {
  const { project, destination, syncPolicy } = Object(beside.spec);
  const { name, namespace } = design;
  return {
    apiVersion: beside.apiVersion,
    kind: 'Application',
    metadata: { ...metadataOf(design), namespace: beside.metadata.namespace },
    spec: {
      project,
      source: {
        repoURL: repository,
        chart: 'gateway',
        targetRevision: version,
        helm: { releaseName: name, valuesObject: values },
      },
      destination: { ...destination, namespace },
      ...(syncPolicy ? { syncPolicy } : {}),
    },
  };
}
