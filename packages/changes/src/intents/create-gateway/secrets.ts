import { KubernetesObject } from '@product-gateways/mesh';

/** Whether an object makes a Secret of its namespace once it is applied: itself, or by the controller that reads it. */
export function makesSecret(
  { kind, metadata, spec }: KubernetesObject,
  name: string,
): boolean {
  const { secretName, target } = Object(spec);
  switch (kind) {
    case 'Secret':
    case 'SealedSecret':
      return metadata.name === name;
    case 'Certificate':
      return secretName === name;
    case 'ExternalSecret':
      return (Object(target).name ?? metadata.name) === name;
    default:
      return false;
  }
}
