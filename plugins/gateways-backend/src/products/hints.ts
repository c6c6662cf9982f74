import { PRODUCT_LABEL } from '@product-gateways/backstage-plugin-gateways-common';
import { stringify } from 'yaml';
import { watchedKinds } from '../watching/watchedKinds';
import { resourceName } from '../watching/resourcePath';
import { ProductView } from './ProductView';
import { ClusterVisibility } from './Visibility';

/** Something that is missing, and how to add it. */
export interface Hint {
  what: 'label' | 'route' | 'role' | 'crd' | 'cluster';
  name: string;
  cluster?: string;
  message: string;
  yaml?: string;
}

/** Why a product's page is empty, or emptier than it should be: the label, route, role or CRD that is missing, by name. */
export function hintsOf(
  view: ProductView,
  clusters: readonly ClusterVisibility[],
): Hint[] {
  return [
    ...clusters.flatMap(clusterHint),
    ...clusters.flatMap(roleHint),
    ...(view.hosts.length === 0
      ? [...clusters.flatMap(crdHint), ...claimHint(view)]
      : []),
  ];
}

function clusterHint({ name, title, state, message }: ClusterVisibility) {
  if (state !== 'unreachable') return [];
  const why =
    message ??
    'it has not answered yet. If it stays so, check the network between the portal and the cluster, its URL and its token.';
  return [
    {
      what: 'cluster' as const,
      name,
      cluster: name,
      message: `${title} cannot be reached: ${why}`,
    },
  ];
}

/** Where a page lacks nothing there is no hint; where it does, all rules are told at once. */
function roleHint({ name, title, missing }: ClusterVisibility): Hint[] {
  const refused = missing.filter(({ reason }) => reason === 'forbidden');
  if (refused.every(({ plansOnly }) => plansOnly)) return [];
  const forbidden = watchedKinds.filter(kind =>
    refused.some(each => each.kind === resourceName(kind)),
  );
  const groups = Map.groupBy(forbidden, ({ group }) => group);
  return [
    {
      what: 'role',
      name: forbidden.map(resourceName).join(', '),
      cluster: name,
      message: `The portal may not read ${forbidden
        .map(resourceName)
        .join(
          ', ',
        )} in ${title}. Add these rules to the ClusterRole of its reader.`,
      yaml: stringify({
        rules: [...groups].map(([group, kinds]) => ({
          apiGroups: [group],
          resources: kinds.map(({ plural }) => plural),
          verbs: ['get', 'list', 'watch'],
        })),
      }),
    },
  ];
}

const routeKinds = [
  'gateways.networking.istio.io',
  'virtualservices.networking.istio.io',
  'gateways.gateway.networking.k8s.io',
  'httproutes.gateway.networking.k8s.io',
];

function crdHint({ name, title, missing }: ClusterVisibility): Hint[] {
  return missing
    .filter(
      ({ kind, reason }) =>
        reason === 'not-installed' && routeKinds.includes(kind),
    )
    .map(({ kind }) => ({
      what: 'crd',
      name: kind,
      cluster: name,
      message: `${title} has no ${kind}: the CRD is not installed, so no route of this kind can lead to the product there.`,
    }));
}

/** Without a namespace there is nothing to route to; with one, a route is missing. */
function claimHint({ product, namespaces }: ProductView): Hint[] {
  const [claimed] = [...namespaces].filter(([, names]) => names.length > 0);
  if (!claimed) {
    return [
      {
        what: 'label',
        name: PRODUCT_LABEL,
        message: `No namespace says that it belongs to the product. Label each of its namespaces with ${PRODUCT_LABEL}: ${product}.`,
        yaml: stringify({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: 'NAMESPACE',
            labels: { [PRODUCT_LABEL]: product },
          },
        }),
      },
    ];
  }
  const [cluster, [namespace]] = claimed;
  return [
    {
      what: 'route',
      name: namespace,
      cluster,
      message: `No route leads to a service of the product. A VirtualService in ${namespace}, bound to a Gateway that serves the host, makes one.`,
      yaml: stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'SERVICE', namespace },
        spec: {
          hosts: ['HOST'],
          gateways: ['GATEWAY-NAMESPACE/GATEWAY'],
          http: [
            {
              route: [
                { destination: { host: 'SERVICE', port: { number: 8080 } } },
              ],
            },
          ],
        },
      }),
    },
  ];
}
