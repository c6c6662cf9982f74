import { JsonRecord } from '../../resources';

/**
 * What the control plane is told, as far as it changes what configuration means. Where nobody says: Istio's default (1.32).
 * Field names follow Istio's MeshConfig; see istio.io/latest/docs/reference/config/istio.mesh.v1alpha1.
 *
 * @public
 */
export interface MeshConfig {
  /** The namespace whose configuration holds for the whole mesh. */
  readonly rootNamespace: string;
  readonly trustDomain: string;
  /** What clients may reach that the mesh does not know. */
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  readonly pathNormalization: PathNormalization;
  /** To whom objects are exported that do not say so: `*`, `.` or `~`. */
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  readonly ingressControllerMode: 'OFF' | 'DEFAULT' | 'STRICT';
  readonly ingressClass: string;
  /** The value of the label `istio` on the pods that serve Ingresses. */
  readonly ingressSelector: string;
  /** As stated; a DestinationRule's own takes its place. */
  readonly localityLbSetting: JsonRecord;
  readonly flags: IstiodFlags;
}

/**
 * What Envoy does to a path before it is matched. BASE resolves dot segments; the others merge slashes too.
 *
 * @public
 */
export type PathNormalization =
  | 'NONE'
  | 'BASE'
  | 'MERGE_SLASHES'
  | 'DECODE_AND_MERGE_SLASHES';

/**
 * istiod's environment variables that change what configuration means.
 *
 * @public
 */
export interface IstiodFlags {
  /** A Gateway takes only pods of its own namespace. */
  readonly PILOT_SCOPE_GATEWAY_TO_NAMESPACE: boolean;
  /** Istio Gateways of other namespaces do not reach into managed Gateway API gateways. */
  readonly PILOT_ENABLE_STRICT_GATEWAY_MERGING: boolean;
  /** A gateway gets only the clusters that its routes name. */
  readonly PILOT_FILTER_GATEWAY_CLUSTER_CONFIG: boolean;
  readonly PILOT_ENABLE_ALPHA_GATEWAY_API: boolean;
  /** The controller whose GatewayClasses istiod serves. */
  readonly PILOT_GATEWAY_API_CONTROLLER_NAME: string;
  /** Kinds that istiod does not read, separated by commas. */
  readonly PILOT_IGNORE_RESOURCES: string;
  /** istiod writes findings into the status of objects. */
  readonly PILOT_ENABLE_ANALYSIS: boolean;
  /** ServiceEntries without addresses get one. */
  readonly PILOT_ENABLE_IP_AUTOALLOCATE: boolean;
  /** Endpoints that are not ready are sent to proxies, for them to judge. */
  readonly PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS: boolean;
  readonly PILOT_UNIFIED_SIDECAR_SCOPE: boolean;
}

export const defaultFlags: IstiodFlags = {
  PILOT_SCOPE_GATEWAY_TO_NAMESPACE: false,
  PILOT_ENABLE_STRICT_GATEWAY_MERGING: true,
  PILOT_FILTER_GATEWAY_CLUSTER_CONFIG: false,
  PILOT_ENABLE_ALPHA_GATEWAY_API: false,
  PILOT_GATEWAY_API_CONTROLLER_NAME: 'istio.io/gateway-controller',
  PILOT_IGNORE_RESOURCES: '',
  PILOT_ENABLE_ANALYSIS: false,
  PILOT_ENABLE_IP_AUTOALLOCATE: true,
  PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS: true,
  PILOT_UNIFIED_SIDECAR_SCOPE: true,
};

const everybody: readonly string[] = ['*'];

export const defaultMeshConfig: MeshConfig = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  outboundTrafficPolicy: 'ALLOW_ANY',
  pathNormalization: 'BASE',
  defaultServiceExportTo: everybody,
  defaultVirtualServiceExportTo: everybody,
  defaultDestinationRuleExportTo: everybody,
  ingressControllerMode: 'STRICT',
  ingressClass: 'istio',
  ingressSelector: 'ingressgateway',
  localityLbSetting: { enabled: true },
  flags: defaultFlags,
};
