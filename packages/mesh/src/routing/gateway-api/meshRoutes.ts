import { KubernetesObject, ObjectRef, refOf } from '../../resources';
import { memoisedBy, Snapshot } from '../../snapshot';
import { createdAt } from '../age';
import { DestinationSpec, HttpRule, RouteSet } from '../declaration';
import { integer, records, specOf, texts } from '../fields';
import { serviceHost } from '../hosts';
import { partsOf } from '../inputs';
import { grpcRules } from './grpcRoute';
import { httpRules } from './httpRoute';
import { group, referenceOf } from './kinds';
import { byMerge, byPrecedence } from './precedence';

/**
 * The route sets that sidecars get of routes whose parent is a Service or a ServiceEntry (GAMMA): one of all routes of a namespace that
 * name a host, their own `hostnames` aside. No ReferenceGrant is asked for: a sidecar may send to any service.
 */
export const meshRoutes: (snapshot: Snapshot) => readonly RouteSet[] =
  memoisedBy(
    partsOf([
      [group, 'HTTPRoute'],
      [group, 'GRPCRoute'],
      [group, 'ReferenceGrant'],
      ['networking.istio.io', 'ServiceEntry'],
    ]),
    snapshot => {
      const routes = ['HTTPRoute', 'GRPCRoute']
        .flatMap(kind => snapshot.list(group, kind))
        .filter(isForSidecars)
        .sort(byMerge);
      const attached = routes.flatMap(route => attachments(snapshot, route));
      return [...Map.groupBy(attached, ({ key }) => key)].map(
        ([key, [first, ...others]]) => ({
          created: createdAt(first.route),
          name: key.replaceAll('/', '~'),
          namespace: first.route.metadata.namespace ?? '',
          object: refOf(first.route),
          ofGatewayApi: true,
          hosts: [first.host],
          gateways: ['mesh'],
          exportTo: ['*'],
          http: [first, ...others]
            .flatMap(({ rules }) => rules)
            .sort(byPrecedence),
          tls: [],
          tcp: [],
        }),
      );
    },
  );

/** Most routes have gateways alone as parents. */
const isForSidecars = (route: KubernetesObject) =>
  parentsOf(route).some(({ parent }) => parent.kind.startsWith('Service'));

interface Attachment {
  readonly key: string;
  readonly route: KubernetesObject;
  readonly host: string;
  readonly rules: readonly HttpRule[];
}

function attachments(
  snapshot: Snapshot,
  route: KubernetesObject,
): Attachment[] {
  const { namespace = '' } = route.metadata;
  return parentsOf(route).flatMap(({ parent, port }) =>
    hostsOf(snapshot, parent).map(host => ({
      key: `${namespace}/${port ?? ''}/${host}`,
      route,
      host,
      rules: rulesOf(snapshot, route).map(rule => forSidecars(rule, port)),
    })),
  );
}

function parentsOf(route: KubernetesObject) {
  const { namespace = '' } = route.metadata;
  return records(specOf(route).parentRefs).map(([entry]) => ({
    parent: referenceOf(entry, { group, kind: 'Gateway', namespace }),
    port: integer(entry.port),
  }));
}

function hostsOf(snapshot: Snapshot, parent: ObjectRef): readonly string[] {
  const { name, namespace = '' } = parent;
  switch (`${parent.group}/${parent.kind}`) {
    case '/Service':
      return [serviceHost(name, namespace)];
    case 'networking.istio.io/ServiceEntry': {
      const entry = snapshot.get(parent);
      return entry ? texts(specOf(entry).hosts) : [];
    }
    default:
      return [];
  }
}

const rulesOf = (snapshot: Snapshot, route: KubernetesObject) =>
  (route.kind === 'HTTPRoute'
    ? httpRules(snapshot, route)
    : grpcRules(snapshot, route)) ?? [];

function forSidecars(rule: HttpRule, port: number | undefined): HttpRule {
  const { action } = rule;
  return {
    ...rule,
    matches: rule.matches.map(match => (port ? { ...match, port } : match)),
    mirrors: rule.mirrors.map(granted),
    action:
      action.type === 'route'
        ? { ...action, destinations: action.destinations.map(granted) }
        : action,
  };
}

const granted = ({ refused, ...spec }: DestinationSpec): DestinationSpec =>
  refused ? { ...spec, host: refused, problem: undefined } : spec;
