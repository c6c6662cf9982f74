import { useEffect, useRef, useState } from 'react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Alert, Button, Text, VisuallyHidden } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  ProductGateways,
  ServicePart,
} from '@product-gateways/backstage-plugin-gateways-common';
import { formOf, GatewayForm } from './intent';
import { LiveProduct } from './LiveProduct';
import { problemsOf, sayRequests } from './parts';
import { RouteRow, RowControl } from './RouteRow';
import { isSame, portsOf } from './services';
import styles from './RoutesField.module.css';

/**
 * Which requests go to which Service, a row each, in the order in which the gateway tries them. Services are those that run in the
 * cluster now, with their ready endpoints.
 */
export function RoutesField(
  props: FieldExtensionComponentProps<ServicePart[]>,
) {
  const { product, cluster } = formOf(props.formContext);
  return (
    <LiveProduct product={product} cluster={cluster} what="its Services">
      {view => <Rows {...props} view={view} cluster={cluster} />}
    </LiveProduct>
  );
}

/** A new row: what most splits begin with. */
const emptyPart: ServicePart = {
  path: { type: 'prefix', value: '' },
  to: { namespace: '', name: '' },
};

function Rows({
  formData,
  onChange,
  rawErrors,
  schema,
  formContext,
  view,
  cluster,
}: FieldExtensionComponentProps<ServicePart[]> & {
  view: ProductGateways;
  cluster: string | undefined;
}) {
  const { service: split } = formOf(formContext);
  // The form fills a list that may not be empty with undefined entries.
  const parts = (formData ?? []).filter(part => part?.to);
  const services = view.services.filter(
    each =>
      each.cluster === cluster &&
      !portsOf([each]).some(port => split && isSame(split, port)),
  );
  const { list, said, say, focus } = useAnnouncedFocus();

  if (services.length === 0)
    return (
      <Alert
        status="warning"
        icon
        title={`${view.product.title} runs no other Service in ${cluster}`}
        description="Let the new Services run there first: they appear here by themselves, and nothing leads to them until this change does."
      />
    );

  const move = (from: number, to: number) => {
    const moved = [...parts];
    moved.splice(to, 0, ...moved.splice(from, 1));
    onChange(moved);
    say(`${sayRequests(parts[from])} is row ${to + 1} of ${parts.length} now.`);
    focus(to, to < from ? 'up' : 'down');
  };
  const remove = (index: number) => {
    onChange(parts.filter((_, other) => other !== index));
    say(`Row ${index + 1} is gone.`);
    focus(Math.min(index, parts.length - 2), 'remove');
  };
  const add = () => {
    onChange([...parts, emptyPart]);
    focus(parts.length, 'first');
  };
  const problems = problemsOf(parts, split);

  return (
    <fieldset className={styles.field}>
      <legend className={styles.legend}>{schema.title ?? 'Routes'}</legend>
      {schema.description && (
        <Text as="p" variant="body-small" color="secondary">
          {schema.description}
        </Text>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <ol className={styles.rows} ref={list}>
        {parts.map((part, index) => (
          // A row is its place: what stands in it may change or be moved.
          <RouteRow
            key={index}
            number={index + 1}
            of={parts.length}
            part={part}
            services={services}
            problem={problems[index]}
            isChecked={Boolean(rawErrors?.length)}
            onChange={changed =>
              onChange(parts.map((each, i) => (i === index ? changed : each)))
            }
            onMove={by => move(index, index + by)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <Button
        variant="secondary"
        iconStart={<RiAddLine />}
        onPress={add}
        data-control="add"
      >
        Add a row
      </Button>
      <Text as="p" variant="body-small" color="secondary">
        All other requests are answered as they are today.
      </Text>
    </fieldset>
  );
}

/** After rows have moved, the focus is where the person's row is, and what happened is said. */
function useAnnouncedFocus() {
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<{ row: number; control: RowControl }>();
  const [said, say] = useState('');

  useEffect(() => {
    if (!wanted.current) return;
    const { row, control } = wanted.current;
    wanted.current = undefined;
    const item = list.current?.children[row];
    const buttons = item?.querySelectorAll<HTMLElement>(
      control === 'first'
        ? 'input, button'
        : `[data-control="${control}"]:not(:disabled), [data-control]:not(:disabled)`,
    );
    const exact = [...(buttons ?? [])].find(
      each => each.dataset.control === control,
    );
    const next =
      exact ??
      buttons?.[0] ??
      list.current?.parentElement?.querySelector<HTMLElement>(
        '[data-control="add"]',
      );
    next?.focus();
  });

  return {
    list,
    said,
    say,
    focus(row: number, control: RowControl) {
      wanted.current = { row, control };
    },
  };
}

/** Rows that a gateway could not try as they are meant do not let the form go on. */
export const validateRoutes: CustomFieldValidator<ServicePart[]> = (
  parts,
  field,
  { formData },
) => {
  const { service } = formData as GatewayForm;
  const rows = (parts ?? []).filter(part => part?.to);
  if (rows.length === 0) field.addError('Add a row.');
  problemsOf(rows, service).forEach((problem, index) => {
    if (problem) field.addError(`Row ${index + 1}: ${problem}`);
  });
};

export const routesField = createFormField({
  name: 'GatewaysRoutesField',
  component: RoutesField,
  validation: validateRoutes,
});
