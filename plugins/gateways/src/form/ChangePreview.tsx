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
import { isRefusal } from '../live/readFailure';
import { Asking, NotRead, Refused } from './FieldState';
import { formOf, GatewayForm, intentOf } from './intent';
import { PlanView } from './PlanView';
import { useAnswer } from './useAnswer';

/** What holds the form up, said beside the preview, which says why. */
const HELD_UP = {
  refused: 'The change cannot be proposed as it is.',
  failed: 'What would change could not be read. Try again.',
  empty: 'There is nothing to propose.',
};
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
  // A form that was held up has learnt something newer than this preview.
  const heldUp = rawErrors?.join();
  const plan = useAnswer(
    useCallback(
      async (signal): Promise<ChangePlan | undefined> =>
        intent && api.planChange(intent, { signal }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- asks again
      [api, intent, heldUp],
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
      return plan.refused ? (
        <Refused reason={plan.reason} />
      ) : (
        <NotRead what="what would change" reason={plan.reason} />
      );
    default:
      return plan.value ? (
        <PlanView plan={plan.value} />
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
    return plan.outcome === 'nothing-to-change' ? HELD_UP.empty : undefined;
  } catch (error) {
    return isRefusal(error) ? HELD_UP.refused : HELD_UP.failed;
  }
}

export const changePreviewField = createFormField({
  name: 'GatewaysChangePreview',
  component: ChangePreview,
  validation: validatePlan,
});
