import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Alert, Select } from '@backstage/ui';
import { Product } from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { Asking, EarlyError, NotRead } from './FieldState';
import { useAnswer } from './useAnswer';

/** Which product: one of those for which the user may propose changes. The value is its entity reference. */
export function ProductPicker({
  formData,
  onChange,
  rawErrors,
  required,
  schema,
}: FieldExtensionComponentProps<string>) {
  const api = useApi(gatewaysApiRef);
  const products = useAnswer(useCallback(() => api.getProducts(), [api]));
  const mine = products.status === 'answered' ? mineOf(products.value) : [];
  const only = mine.length === 1 ? mine[0].entityRef : undefined;

  useEffect(() => {
    if (only && !formData) onChange(only);
  }, [only, formData, onChange]);

  if (products.status === 'asking') return <Asking what="your products" />;
  if (products.status === 'failed')
    return <NotRead what="your products" reason={products.reason} />;
  if (mine.length === 0)
    return (
      <Alert
        status="warning"
        icon
        title="There is no product that you may change"
        description="Changes are proposed by the team that owns the System in the catalog. Ask that team, or ask whoever looks after this portal for the permission gateways.change.propose."
      />
    );

  const foreign = formData ? whyForeign(formData, mine) : undefined;
  return (
    <>
      <Select
        label={schema.title ?? 'Product'}
        description={schema.description}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={Boolean(foreign || rawErrors?.length)}
        value={foreign ? null : formData ?? null}
        options={mine.map(({ entityRef, title }) => ({
          value: entityRef,
          label: title,
        }))}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      {!rawErrors?.length && <EarlyError error={foreign} />}
    </>
  );
}

/** A link may fill in anything: a product that the user may not change does not let the form go on. */
export const validateProduct: CustomFieldValidator<string> = async (
  product,
  field,
  { apiHolder },
) => {
  const api = apiHolder.get(gatewaysApiRef);
  if (!product || !api) return;
  const foreign = whyForeign(product, mineOf(await api.getProducts()));
  if (foreign) field.addError(foreign);
};

function mineOf(products: readonly Product[]): Product[] {
  return products.filter(product => product.mayPropose);
}

function whyForeign(
  entityRef: string,
  mine: readonly Product[],
): string | undefined {
  if (mine.some(product => product.entityRef === entityRef)) return undefined;
  return `You may not propose changes for ${entityRef}. Choose another.`;
}

export const productPickerField = createFormField({
  name: 'GatewaysProductPicker',
  component: ProductPicker,
  validation: validateProduct,
});
