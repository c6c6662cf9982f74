import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Alert, Radio, RadioGroup } from '@backstage/ui';
import {
  ClusterStatus,
  Gateway,
} from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { ClusterMark } from '../components/ClusterList';
import { listOf, titlesOf } from '../words/objects';
import { Asking, EarlyError, NotRead } from './FieldState';
import { formOf, GatewayForm } from './intent';
import { useAnswer } from './useAnswer';
import styles from './ChoiceCard.module.css';

/**
 * `own: true` offers only clusters in which the product has a gateway of its own; `own: false` only those in which it has none. Where a
 * gateway is copied, every picker but that of `own: true` is about where the copy goes.
 */
export interface ClusterOptions {
  own?: boolean;
}

/** In which cluster: each as a card with its state and what serves the product there today. The value is its name. */
export function ClusterPicker({
  formData,
  onChange,
  rawErrors,
  required,
  schema,
  formContext,
  uiSchema,
}: FieldExtensionComponentProps<string, ClusterOptions>) {
  const own = uiSchema?.['ui:options']?.own;
  const { product, from } = formOf(formContext);
  const copied = own ? undefined : from;
  const api = useApi(gatewaysApiRef);
  const choices = useAnswer(
    useCallback(
      async signal => {
        if (product) return api.getProductGateways(product, { signal });
        return { clusters: await api.getClusters(), gateways: [] };
      },
      [api, product],
    ),
  );

  if (choices.status === 'asking') return <Asking what="the clusters" />;
  if (choices.status === 'failed')
    return <NotRead what="the clusters" reason={choices.reason} />;
  const { clusters, gateways } = choices.value;
  if (clusters.length === 0)
    return (
      <Alert
        status="warning"
        icon
        title="No cluster is configured"
        description="Whoever looks after this portal adds clusters under gateways.clusters in its configuration."
      />
    );

  const wrong = formData ? whyWrong(formData, clusters, copied) : undefined;
  return (
    <>
      <RadioGroup
        label={schema.title ?? 'Cluster'}
        description={schema.description}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={Boolean(wrong || rawErrors?.length)}
        value={formData ?? null}
        onChange={onChange}
      >
        {clusters.map(cluster => (
          <ClusterCard
            key={cluster.cluster}
            cluster={cluster}
            serving={gateways.filter(g => g.cluster === cluster.cluster)}
            productKnown={Boolean(product)}
            own={own}
            isCopied={cluster.cluster === copied}
          />
        ))}
      </RadioGroup>
      {!rawErrors?.length && <EarlyError error={wrong} />}
    </>
  );
}

/** A link may fill in anything: a cluster that is not configured, or that is copied itself, does not let the form go on. */
export const validateCluster: CustomFieldValidator<
  string,
  ClusterOptions
> = async (cluster, field, { apiHolder, formData, uiSchema }) => {
  const api = apiHolder.get(gatewaysApiRef);
  if (!cluster || !api) return;
  const { from } = formData as GatewayForm;
  const copied = uiSchema?.['ui:options']?.own ? undefined : from;
  const wrong = whyWrong(cluster, await api.getClusters(), copied);
  if (wrong) field.addError(wrong);
};

function whyWrong(
  name: string,
  clusters: readonly ClusterStatus[],
  copied: string | undefined,
): string | undefined {
  const found = clusters.find(({ cluster }) => cluster === name);
  if (!found) return `No cluster is called ${name}. Choose another.`;
  return name === copied
    ? `The gateway is copied from ${found.title}. Choose another cluster.`
    : undefined;
}

function ClusterCard({
  cluster,
  serving,
  productKnown,
  own,
  isCopied,
}: {
  cluster: ClusterStatus;
  serving: Gateway[];
  productKnown: boolean;
  own: boolean | undefined;
  isCopied: boolean;
}) {
  const unseen = ['forbidden', 'unreachable'].includes(cluster.state);
  const hasOwn = serving.some(({ ownership }) => ownership === 'own');
  const unfit = productKnown && own !== undefined && own !== hasOwn;
  return (
    <Radio
      value={cluster.cluster}
      isDisabled={unseen || unfit || isCopied}
      className={styles.card}
      aria-label={`${cluster.title}, ${cluster.state}`}
    >
      <span className={styles.body}>
        <span className={styles.head}>
          <strong>{cluster.title}</strong>
          {cluster.zone && <span>zone {cluster.zone}</span>}
          <ClusterMark cluster={cluster} />
        </span>
        <span className={styles.detail}>
          {unseen && (cluster.error?.message ?? 'It cannot be read now.')}
          {!unseen && productKnown && sayServing(serving)}
          {isCopied && ' The gateway is copied from here.'}
        </span>
      </span>
    </Radio>
  );
}

/** `Served here by istio-ingressgateway, shared with Analytics`. */
function sayServing(gateways: Gateway[]): string {
  if (gateways.length === 0) return 'Nothing serves the product here today.';
  const said = gateways.map(({ workload, ownership, sharedWith }) => {
    const others = sharedWith.length ? ` with ${titlesOf(sharedWith)}` : '';
    return ownership === 'shared'
      ? `${workload.name} (shared${others})`
      : `${workload.name} (${ownership})`;
  });
  return `Served here by ${listOf(said)}.`;
}

export const clusterPickerField = createFormField({
  name: 'GatewaysClusterPicker',
  component: ClusterPicker,
  validation: validateCluster,
});
