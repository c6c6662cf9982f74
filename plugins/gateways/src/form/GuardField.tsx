import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Checkbox, TextField } from '@backstage/ui';
import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import styles from './GuardField.module.css';

type Guard = NonNullable<Intent['guard']>;

const usual: Guard = { header: 'x-preview', value: 'yes' };

/** A header by which the team alone gets the new answers at first. Without one the value is nothing. */
export function GuardField({
  formData,
  onChange,
  schema,
  rawErrors,
}: FieldExtensionComponentProps<Guard>) {
  // The form fills an object that may be absent with an empty one.
  const guard = formData && 'header' in formData ? formData : undefined;
  return (
    <div className={styles.field}>
      <Checkbox
        isSelected={guard !== undefined}
        onChange={isOn => onChange(isOn ? usual : undefined)}
      >
        {schema.title ?? 'First only requests with a header'}
      </Checkbox>
      {schema.description && <p className={styles.why}>{schema.description}</p>}
      {guard && (
        <div className={styles.header}>
          <TextField
            label="Header"
            isInvalid={Boolean(rawErrors?.length)}
            validationBehavior="aria"
            value={guard.header}
            onChange={header => onChange({ ...guard, header })}
          />
          <TextField
            label="Value"
            value={guard.value}
            onChange={value => onChange({ ...guard, value })}
          />
        </div>
      )}
    </div>
  );
}

export const validateGuard: CustomFieldValidator<Guard> = (guard, field) => {
  if (!guard || !('header' in guard)) return;
  if (!/^[A-Za-z0-9!#$%&'*+.^_|~-]+$/.test(guard.header) || !guard.value)
    field.addError(
      "Write the header's name and its value, for example x-preview and yes.",
    );
};

export const guardField = createFormField({
  name: 'GatewaysGuardField',
  component: GuardField,
  validation: validateGuard,
});
