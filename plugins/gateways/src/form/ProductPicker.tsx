import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Alert, Select } from '@backstage/ui';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { Asking, FieldErrors, NotRead } from './FieldState';
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
  const mine =
    products.status === 'answered'
      ? products.value.filter(product => product.mayPropose)
      : [];
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

  const foreign =
    formData && !mine.some(product => product.entityRef === formData);
  return (
    <>
      <Select
        label={schema.title ?? 'Product'}
        description={schema.description}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={Boolean(rawErrors?.length)}
        value={foreign ? null : formData ?? null}
        options={mine.map(({ entityRef, title }) => ({
          value: entityRef,
          label: title,
        }))}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      <FieldErrors
        errors={
          foreign
            ? [`You may not propose changes for ${formData}. Choose another.`]
            : rawErrors
        }
      />
    </>
  );
}

export const productPickerField = createFormField({
  name: 'GatewaysProductPicker',
  component: ProductPicker,
});
