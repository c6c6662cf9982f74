import { memoised, Snapshot } from '../snapshot';
import { DestinationSpec } from './declaration';
import { subsetsOf } from './destinationRules';
import { Destination } from './model';
import { MeshService, Registry, registryOf, visibleService } from './services';

/** Who asks: a gateway's or a client's namespace, the namespace of the routes, and the port of the server that they stand behind. */
export interface DestinationContext {
  readonly snapshot: Snapshot;
  readonly gatewayNamespace: string;
  /** Sidecars take the port that the client uses, also where a service has only one; gateways take that one. */
  readonly ofSidecar?: boolean;
  readonly routeNamespace: string;
  readonly serverPort: number;
}

/** Weight 0 is dropped where there are others; one destination alone takes everything, whatever its weight. */
export function destinationsOf(
  specs: readonly DestinationSpec[],
  context: DestinationContext,
): Destination[] {
  const taken =
    specs.length === 1 ? specs : specs.filter(({ weight }) => weight > 0);
  const total = taken.reduce((sum, { weight }) => sum + weight, 0);
  return taken.map(spec =>
    destinationOf(
      spec,
      taken.length === 1 ? 100 : (spec.weight / total) * 100,
      context,
    ),
  );
}

function destinationOf(
  spec: DestinationSpec,
  weight: number,
  context: DestinationContext,
): Destination {
  const { host, subset } = spec;
  if (host === undefined) return unknownDestination(spec, weight);
  const registry = registryOf(context.snapshot);
  const stated = visibleService(
    registry,
    host,
    context.gatewayNamespace,
    context.routeNamespace,
  );
  const target = stated?.aliasOf ?? host;
  const port =
    spec.port ??
    (context.ofSidecar ? undefined : onlyPort(stated)) ??
    context.serverPort;
  const service = stated?.aliasOf
    ? visibleService(registry, target, context.gatewayNamespace)
    : stated;
  const problem = problemWith(
    registry,
    { service, host: target, port, subset },
    context,
  );
  return {
    host: target,
    service: service?.ref ?? stated?.ref,
    port,
    subset,
    weight,
    cluster: clusterName(port, subset, target),
    exists: problem === undefined,
    problem,
  };
}

/** istiod's name for the endpoints that requests go to. */
export function clusterName(
  port: number,
  subset: string | undefined,
  host: string,
): string {
  return `outbound|${port}|${subset ?? ''}|${host}`;
}

function unknownDestination(
  { port = 0, problem }: DestinationSpec,
  weight: number,
): Destination {
  return {
    host: '',
    port,
    weight,
    cluster: 'UnknownService',
    exists: false,
    problem,
  };
}

const onlyPort = (service: MeshService | undefined) =>
  service?.ports.length === 1 ? service.ports[0].port : undefined;

interface Wanted {
  readonly service?: MeshService;
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
}

function problemWith(
  registry: Registry,
  { service, host, port, subset }: Wanted,
  { snapshot, gatewayNamespace }: DestinationContext,
): string | undefined {
  if (!service) {
    const hidden = registry.get(host)?.[0];
    if (hidden)
      return `${host} is not exported to namespace ${gatewayNamespace}`;
    return `No Service or ServiceEntry has the host ${host}`;
  }
  const offers = (candidate: MeshService) =>
    candidate.ports.some(entry => entry.port === port && !entry.udp);
  if (!offers(service) && !(registry.get(host) ?? []).some(offers)) {
    const ports = service.ports.map(entry => entry.port).join(', ');
    return `${service.ref.kind} ${service.namespace}/${
      service.ref.name
    } has no port ${port}${ports && `, only ${ports}`}`;
  }
  if (
    subset &&
    !visibleSubsets(snapshot, service, gatewayNamespace).has(subset)
  )
    return `No DestinationRule that namespace ${gatewayNamespace} sees names a subset ${subset} of ${host}`;
  return undefined;
}

const subsetCache = memoised(
  (_snapshot: Snapshot) => new Map<string, ReadonlySet<string>>(),
);

function visibleSubsets(
  snapshot: Snapshot,
  service: MeshService,
  client: string,
): ReadonlySet<string> {
  const cache = subsetCache(snapshot);
  const key = `${client} ${service.namespace} ${service.host}`;
  const known = cache.get(key) ?? subsetsOf(snapshot, service, client);
  cache.set(key, known);
  return known;
}
