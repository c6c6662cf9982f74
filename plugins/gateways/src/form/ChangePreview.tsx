import { useCallback, useEffect, useMemo } from 'react';
import { ApiHolder, useApi } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Alert } from '@backstage/ui';
import { ChangePlan } from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { failureOf } from '../live/readFailure';
import { Asking, FieldErrors, NotRead } from './FieldState';
import { formOf, GatewayForm, intentOf } from './intent';
import { PlanView } from './PlanView';
import { useAnswer } from './useAnswer';

const UNFINISHED = 'Choose a product and a cluster first.';

/**
 * What the form so far would change. The value is the change's title once there is one; it says nothing to the task, and is
 * there because the form validates only fields that have a value.
 */
export function ChangePreview({
  formData,
  onChange,
  rawErrors,
  formContext,
}: FieldExtensionComponentProps<string>) {
  const api = useApi(gatewaysApiRef);
  // As text, because the form's data is a new object at each key press.
  const asked = JSON.stringify(intentOf(formOf(formContext)));
  const intent = useMemo(() => asked && JSON.parse(asked), [asked]);
  const plan = useAnswer(
    useCallback(
      async (signal): Promise<ChangePlan | undefined> =>
        intent && api.planChange(intent, { signal }),
      [api, intent],
    ),
  );
  const value =
    (plan.status === 'answered' && plan.value?.title) || 'Not planned';

  useEffect(() => {
    if (value !== formData) onChange(value);
  }, [value, formData, onChange]);

  switch (plan.status) {
    case 'asking':
      return <Asking what="the repository and the clusters" />;
    case 'failed':
      return <NotRead what="what would change" reason={plan.reason} />;
    default:
      return plan.value ? (
        <>
          <FieldErrors errors={rawErrors} />
          <PlanView plan={plan.value} />
        </>
      ) : (
        <Alert status="info" icon title={UNFINISHED} />
      );
  }
}

/** Lets the form go on only when there is something to change. Asked anew: git may have moved since the preview was drawn. */
export const validatePlan: CustomFieldValidator<string> = async (
  _,
  field,
  { formData, apiHolder },
) => {
  const reason = await whyNot(formData as GatewayForm, apiHolder);
  if (reason) field.addError(reason);
};

async function whyNot(
  form: GatewayForm,
  apis: ApiHolder,
): Promise<string | undefined> {
  const intent = intentOf(form);
  const api = apis.get(gatewaysApiRef);
  if (!intent || !api) return UNFINISHED;
  try {
    const plan = await api.planChange(intent);
    return plan.outcome === 'nothing-to-change'
      ? `Nothing to change: ${plan.summary}`
      : undefined;
  } catch (error) {
    return failureOf(error).reason;
  }
}

export const changePreviewField = createFormField({
  name: 'GatewaysChangePreview',
  component: ChangePreview,
  validation: validatePlan,
});
