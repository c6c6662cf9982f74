import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { isComplete } from './parts';

export type IntentKind = Intent['kind'];

/**
 * What the preview's field says: the change that was seen, and what a person has confirmed of it.
 *
 * @public
 */
export interface PreviewAnswer {
  title?: string;
  confirmed?: string[];
}

/** What has been filled in so far. Each kind of change asks for the fields that are its own. */
export type GatewayForm = Partial<Omit<Intent, 'kind'>> & {
  /** Of a product that does not exist yet, in place of `product` and `service`. */
  name?: string;
  serviceName?: string;
  port?: number;
  preview?: PreviewAnswer;
};

/** How a template says which kind of change its form is about: `ui:options: { kind: split-service }`. */
export interface KindOption {
  kind?: IntentKind;
}

/** The form's data as every field sees it, whichever step they stand in. */
export function formOf(formContext: unknown): GatewayForm {
  return (formContext as { formData?: GatewayForm })?.formData ?? {};
}

/** The kind of change that a field's options name. */
export function kindOf(
  uiSchema: { 'ui:options'?: KindOption } | undefined,
): IntentKind {
  return uiSchema?.['ui:options']?.kind ?? 'create-gateway';
}

const ownAnswers: Record<
  IntentKind,
  (form: GatewayForm) => Partial<Intent> | undefined
> = {
  'create-gateway': ({ namespace, installer, externalDns }) => ({
    ...(namespace ? { namespace } : {}),
    ...(installer ? { installer } : {}),
    ...(externalDns ? { externalDns } : {}),
  }),
  'split-service': ({ service, parts, guard, stages, retire, undo }) =>
    service && parts?.length && parts.every(isComplete)
      ? {
          service,
          parts,
          ...(guard ? { guard } : {}),
          ...(stages?.length ? { stages } : {}),
          ...(retire === undefined ? {} : { retire }),
          ...(undo ? { undo } : {}),
        }
      : undefined,
  'add-cluster': ({ from, internalHost }) =>
    from ? { from, ...(internalHost ? { internalHost } : {}) } : undefined,
  'new-product': ({ name, title, owner, description, domain, ...form }) => {
    const namespace = form.namespace || name;
    const { serviceName, port } = form;
    if (!namespace || !owner || !serviceName || !port) return undefined;
    return {
      owner,
      namespace,
      service: { namespace, name: serviceName, port },
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      ...(domain ? { domain } : {}),
    };
  },
};

/** The intent that a form means, or nothing while an answer that a plan needs is missing. */
export function intentOf(
  kind: IntentKind,
  form: GatewayForm,
): Intent | undefined {
  const { name, cluster, hosts, preview } = form;
  const product =
    kind === 'new-product' ? name && `system:default/${name}` : form.product;
  const own = ownAnswers[kind](form);
  if (!product || !cluster || !own) return undefined;
  const confirmed = preview?.confirmed ?? form.confirmed;
  return {
    kind,
    product,
    cluster,
    ...(hosts?.length ? { hosts } : {}),
    ...own,
    ...(confirmed?.length ? { confirmed } : {}),
  };
}
