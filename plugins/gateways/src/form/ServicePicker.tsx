import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { Alert, Radio, RadioGroup } from '@backstage/ui';
import {
  ProductGateways,
  Service,
  ServiceName,
} from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { listOf } from '../words/objects';
import { sayUnread } from '../words/unread';
import { EarlyError } from './FieldState';
import { formOf, GatewayForm } from './intent';
import { LiveProduct } from './LiveProduct';
import { answeredBy, isSame, keyOf, portsOf, sayEndpoints } from './services';
import styles from './ChoiceCard.module.css';

/** Which Service: one of those to which a route of the product leads in the chosen cluster, with what it answers today. */
export function ServicePicker(
  props: FieldExtensionComponentProps<ServiceName>,
) {
  const { product, cluster } = formOf(props.formContext);
  return (
    <LiveProduct product={product} cluster={cluster} what="its Services">
      {view => <Choice {...props} view={view} cluster={cluster} />}
    </LiveProduct>
  );
}

function Choice({
  formData,
  onChange,
  rawErrors,
  required,
  schema,
  view,
  cluster,
}: FieldExtensionComponentProps<ServiceName> & {
  view: ProductGateways;
  cluster: string | undefined;
}) {
  const services = view.services.filter(
    service => service.isRouted && service.cluster === cluster,
  );
  const unread = sayUnread(
    view.clusters.filter(each => each.cluster === cluster),
  );
  if (services.length === 0)
    return unread ? (
      <Alert
        status="warning"
        icon
        title={`Which Services ${view.product.title} has in ${cluster} is not known`}
        description={unread}
      />
    ) : (
      <Alert
        status="warning"
        icon
        title={`No route leads to a Service of ${view.product.title} in ${cluster}`}
        description="Choose another cluster, or write a VirtualService that leads to one first."
      />
    );
  const choices = portsOf(services);
  const chosen = choices.find(each => isSame(formData, each));
  const unknown =
    formData?.name && !chosen ? whyUnknown(formData, cluster) : undefined;
  return (
    <>
      <RadioGroup
        label={schema.title ?? 'Service'}
        description={schema.description}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={Boolean(unknown || rawErrors?.length)}
        value={chosen ? keyOf(chosen) : null}
        onChange={key => onChange(choices.find(each => keyOf(each) === key))}
      >
        {services.flatMap(service =>
          portsOf([service]).map(port => (
            <ServiceCard
              key={keyOf(port)}
              service={service}
              port={port}
              answers={answeredBy(service, view.routes)}
            />
          )),
        )}
      </RadioGroup>
      {!rawErrors?.length && <EarlyError error={unknown} />}
    </>
  );
}

function ServiceCard({
  service,
  port,
  answers,
}: {
  service: Service;
  port: ServiceName;
  answers: string[];
}) {
  return (
    <Radio
      value={keyOf(port)}
      className={styles.card}
      aria-label={`${keyOf(port)}, ${sayEndpoints(service)}`}
    >
      <span className={styles.body}>
        <span className={styles.head}>
          <strong>{service.name}</strong>
          <span>
            {service.namespace}, port {port.port}
          </span>
          <span>{sayEndpoints(service)}</span>
        </span>
        <span className={styles.detail}>Answers {listOf(answers)}</span>
      </span>
    </Radio>
  );
}

/** A link may fill in anything: a Service to which nothing leads does not let the form go on. */
export const validateService: CustomFieldValidator<ServiceName> = async (
  service,
  field,
  { formData, apiHolder },
) => {
  const { product, cluster } = formData as GatewayForm;
  const api = apiHolder.get(gatewaysApiRef);
  if (!service?.name || !api || !product) return;
  const { services } = await api.getProductGateways(product);
  const known = portsOf(
    services.filter(each => each.isRouted && each.cluster === cluster),
  );
  if (!known.some(each => isSame(service, each)))
    field.addError(whyUnknown(service, cluster));
};

function whyUnknown(service: ServiceName, cluster: string | undefined): string {
  return `No route leads to ${keyOf(service)} in ${cluster}. Choose another.`;
}

export const servicePickerField = createFormField({
  name: 'GatewaysServicePicker',
  component: ServicePicker,
  validation: validateService,
});
