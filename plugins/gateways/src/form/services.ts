import {
  Route,
  Service,
  ServiceName,
} from '@product-gateways/backstage-plugin-gateways-common';

/** A Service's port as one word, for lists to choose from: `payments/direct-deposit:8080`. */
export function keyOf({ namespace, name, port }: ServiceName): string {
  return `${namespace}/${name}${port === undefined ? '' : `:${port}`}`;
}

/** Each port of each Service. */
export function portsOf(services: readonly Service[]): ServiceName[] {
  return services.flatMap(({ namespace, name, ports }) =>
    ports.map(({ port }) => ({ namespace, name, port })),
  );
}

export function isSame(a: ServiceName | undefined, b: ServiceName): boolean {
  return (
    a?.namespace === b.namespace &&
    a.name === b.name &&
    (a.port === undefined || b.port === undefined || a.port === b.port)
  );
}

/** `2/2 ready`, or what is known instead. */
export function sayEndpoints({
  endpoints,
}: Pick<Service, 'endpoints'>): string {
  if (!endpoints) return 'endpoints not seen';
  if (endpoints.total === 0) return 'no endpoint';
  return `${endpoints.ready}/${endpoints.total} ready`;
}

/** What a Service answers today, `payments.my-company.io /web… GET`, in the order in which the gateway tries. */
export function answeredBy(
  { namespace, name, cluster }: Service,
  routes: readonly Route[],
): string[] {
  const leading = routes.filter(
    route =>
      route.cluster === cluster &&
      route.destinations.some(
        ({ service }) =>
          service?.namespace === namespace && service.name === name,
      ),
  );
  return [...new Set(leading.map(({ host, match }) => `${host} ${match}`))];
}
