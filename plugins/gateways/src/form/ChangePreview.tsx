import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { ApiHolder, useApi } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Alert, VisuallyHidden } from '@backstage/ui';
import {
  ChangePlan,
  Intent,
} from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { isRefusal } from '../live/readFailure';
import { WhenClustersChange } from '../live/WhenClustersChange';
import { Asking, NotRead, Refused } from './FieldState';
import {
  formOf,
  GatewayForm,
  IntentKind,
  intentOf,
  KindOption,
  kindOf,
  PreviewAnswer,
} from './intent';
import { OpenPullRequest } from './OpenPullRequest';
import { PlanView } from './PlanView';
import { knownOf, useAnswer } from './useAnswer';

/** What holds the form up, said beside the preview, which says why. */
const HELD_UP = {
  refused: 'The change cannot be proposed as it is.',
  failed: 'What would change could not be read. Try again.',
  'nothing-to-change': 'There is nothing to propose.',
  waiting: 'This wave has to wait: see what is awaited.',
};
const UNFINISHED = 'Answer the questions on the pages before first.';

/**
 * What the form so far would change. The value says which change was seen, and what the person has confirmed of it; a template hands
 * that on as `parameters.preview.confirmed`.
 */
export function ChangePreview({
  formData,
  onChange,
  rawErrors,
  formContext,
  uiSchema,
}: FieldExtensionComponentProps<PreviewAnswer, KindOption>) {
  const form = formOf(formContext);
  const confirmed = formData?.confirmed ?? form.confirmed;
  const [changes, askAgain] = useReducer((count: number) => count + 1, 0);
  const { intent, plan } = usePlan(
    intentOf(kindOf(uiSchema), {
      ...form,
      preview: { ...formData, confirmed },
    }),
    // A form that was held up has learnt something newer than this preview.
    `${changes} ${rawErrors?.join()}`,
  );
  const title = plan.status === 'answered' ? plan.value?.title : undefined;

  useEffect(() => {
    if (title && title !== formData?.title)
      onChange({ ...formData, title, confirmed });
  }, [title, formData, confirmed, onChange]);

  if (!intent) return <Alert status="info" icon title={UNFINISHED} />;
  if (plan.status === 'failed')
    return plan.refused ? (
      <Refused reason={plan.reason} />
    ) : (
      <NotRead what="what would change" reason={plan.reason} />
    );
  const shown = knownOf(plan);
  if (!shown) return <Asking what="the repository and the clusters" />;
  return (
    <div aria-busy={plan.status === 'asking'}>
      {plan.status === 'asking' && (
        <VisuallyHidden role="status">Planning again…</VisuallyHidden>
      )}
      {shown.outcome === 'waiting' && (
        <WhenClustersChange product={intent.product} onChange={askAgain} />
      )}
      {shown.outcome === 'change' && intent.kind !== 'new-product' && (
        <OpenPullRequest
          intent={shown.intent}
          revision={shown.repository?.revision}
        />
      )}
      <PlanView
        plan={shown}
        confirmed={confirmed ?? []}
        onConfirm={ids => onChange({ ...formData, confirmed: ids })}
      />
    </div>
  );
}

function usePlan(wanted: Intent | undefined, again: string) {
  const api = useApi(gatewaysApiRef);
  // As text, because the form's data is a new object at each key press.
  const asked = JSON.stringify(wanted);
  const intent = useMemo<Intent | undefined>(
    () => asked && JSON.parse(asked),
    [asked],
  );
  const plan = useAnswer(
    useCallback(
      async (signal): Promise<ChangePlan | undefined> =>
        intent && api.planChange(intent, { signal }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- asks again
      [api, intent, again],
    ),
  );
  return { intent, plan };
}

/** Lets the form go on only when there is something to change now. Asked anew: git may have moved since the preview was drawn. */
export const validatePlan: CustomFieldValidator<
  PreviewAnswer,
  KindOption
> = async (_, field, { formData, apiHolder, uiSchema }) => {
  const reason = await whyNot(
    kindOf(uiSchema),
    formData as GatewayForm,
    apiHolder,
  );
  if (reason) field.addError(reason);
};

async function whyNot(
  kind: IntentKind,
  form: GatewayForm,
  apis: ApiHolder,
): Promise<string | undefined> {
  const intent = intentOf(kind, form);
  const api = apis.get(gatewaysApiRef);
  if (!intent || !api) return UNFINISHED;
  try {
    const { outcome } = await api.planChange(intent);
    return outcome === 'change' ? undefined : HELD_UP[outcome];
  } catch (error) {
    return isRefusal(error) ? HELD_UP.refused : HELD_UP.failed;
  }
}

export const changePreviewField = createFormField({
  name: 'GatewaysChangePreview',
  component: ChangePreview,
  validation: validatePlan,
});
