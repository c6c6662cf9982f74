import { Intent } from '@product-gateways/backstage-plugin-gateways-common';

/** What has been filled in so far. */
export type GatewayForm = Partial<
  Pick<Intent, 'product' | 'cluster' | 'hosts' | 'namespace'>
>;

/** The form's data as every field sees it, whichever step they stand in. */
export function formOf(formContext: unknown): GatewayForm {
  return (formContext as { formData?: GatewayForm })?.formData ?? {};
}

/** The intent that a form means, or nothing while an answer that every plan needs is missing. */
export function intentOf({
  product,
  cluster,
  hosts,
  namespace,
}: GatewayForm): Intent | undefined {
  if (!product || !cluster) return undefined;
  return {
    kind: 'create-gateway',
    product,
    cluster,
    ...(hosts?.length ? { hosts } : {}),
    ...(namespace ? { namespace } : {}),
  };
}
