import type { KubernetesObject } from '@product-gateways/sample-cluster';

/** The file in git that an object comes from. Without it an object is none of the agent's business. */
export const fileAnnotation = 'product-gateways.io/gitops-file';

/** A digest of what the file said when the object was last written. */
export const digestAnnotation = 'product-gateways.io/gitops-digest';

export function annotate(
  object: KubernetesObject,
  annotations: Record<string, string>,
): KubernetesObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, ...annotations },
    },
  };
}

export function annotationOf(
  { metadata }: KubernetesObject,
  annotation: string,
): string | undefined {
  return metadata.annotations?.[annotation];
}
