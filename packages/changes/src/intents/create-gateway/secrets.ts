import { KubernetesObject } from '@product-gateways/mesh';

/** What to do for a Secret that nothing in git makes. Its names stay out of the command: they come from objects that anybody may have written. */
export const bringSecret =
  'Whoever brings certificates into the cluster puts it there (kubectl create secret tls NAME --namespace NAMESPACE --cert FILE --key FILE, or a Certificate of cert-manager).';

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
