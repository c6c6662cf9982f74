import {
  groupOf,
  KubernetesObject,
  PRODUCT_LABEL,
} from '@product-gateways/mesh';
import { istioNetworking } from '../../istio';
import { listAt, recordAt } from './fields';
import { Target, travelled, travelling, withoutTopology } from './travelling';
import { boundThere, parentsThere } from './bindingsThere';

/** An object of one cluster's git as another cluster takes it: what only holds where it comes from is left out. */
export function adapted(
  object: KubernetesObject,
  target: Target,
): KubernetesObject {
  const { status: _, apiVersion, kind, metadata, ...rest } = object;
  const { name, namespace, labels, annotations } = metadata;
  const isNamespace = kind === 'Namespace';
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...travelling(
        {
          labels: isNamespace
            ? labels
            : { [PRODUCT_LABEL]: target.product, ...labels },
          annotations,
        },
        target,
      ),
    },
    ...rest,
    ...('spec' in object ? { spec: specThere(object, target) } : {}),
  };
}

function specThere(object: KubernetesObject, target: Target): unknown {
  const { spec } = object;
  switch (`${groupOf(object.apiVersion)}/${object.kind}`) {
    case '/Service':
      return serviceThere(recordAt(spec));
    case 'apps/Deployment':
      return deploymentThere(recordAt(spec), target);
    case `${istioNetworking}/VirtualService`:
      return boundThere(object, target);
    case 'gateway.networking.k8s.io/Gateway':
      return managedThere(recordAt(spec), target);
    case 'gateway.networking.k8s.io/HTTPRoute':
    case 'gateway.networking.k8s.io/GRPCRoute':
    case 'gateway.networking.k8s.io/TLSRoute':
    case 'gateway.networking.k8s.io/TCPRoute':
      return parentsThere(object, target);
    case 'helm.toolkit.fluxcd.io/HelmRelease':
    case 'argoproj.io/Application':
      return chartThere(recordAt(spec), target);
    default:
      return spec;
  }
}

/** Addresses and node ports are one cluster's. */
function serviceThere({
  clusterIP,
  clusterIPs,
  externalIPs,
  healthCheckNodePort,
  loadBalancerIP,
  ports,
  ...spec
}: Record<string, unknown>) {
  const portsThere = listAt(ports).map(port => {
    const { nodePort, ...kept } = recordAt(port);
    return kept;
  });
  return { ...spec, ports: portsThere };
}

function deploymentThere(spec: Record<string, unknown>, target: Target) {
  const { metadata, ...template } = recordAt(spec.template);
  const { nodeSelector, ...podSpec } = recordAt(template.spec);
  const nodes = withoutTopology(recordAt(nodeSelector));
  return {
    ...spec,
    template: {
      ...template,
      metadata: travelled(recordAt(metadata), target),
      spec: {
        ...podSpec,
        ...(Object.keys(nodes).length ? { nodeSelector: nodes } : {}),
      },
    },
  };
}

function managedThere(
  { addresses, infrastructure, ...spec }: Record<string, unknown>,
  target: Target,
) {
  if (!infrastructure) return spec;
  return {
    ...spec,
    infrastructure: travelled(recordAt(infrastructure), target),
  };
}

/** Istio's chart `gateway` takes the revision as a value. Argo CD's own cluster goes by another name on the other side. */
function chartThere(
  spec: Record<string, unknown>,
  { from, cluster, revision }: Target,
): Record<string, unknown> {
  const revised = (values: unknown) => {
    const stated = recordAt(values);
    return 'revision' in stated ? { ...stated, revision } : values;
  };
  const { values, destination, source } = spec;
  const { helm } = recordAt(source);
  const { valuesObject } = recordAt(helm);
  return {
    ...spec,
    ...(values ? { values: revised(values) } : {}),
    ...(recordAt(destination).name === from
      ? { destination: { ...recordAt(destination), name: cluster } }
      : {}),
    ...(valuesObject
      ? {
          source: {
            ...recordAt(source),
            helm: { ...recordAt(helm), valuesObject: revised(valuesObject) },
          },
        }
      : {}),
  };
}
