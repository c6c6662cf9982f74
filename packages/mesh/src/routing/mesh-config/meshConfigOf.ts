import { parseDocument } from 'yaml';
import {
  isRecord,
  JsonRecord,
  KubernetesObject,
  Problem,
  refOf,
  Source,
} from '../../resources';
import { memoised, memoisedBy, Snapshot } from '../../snapshot';
import { record, text, texts } from '../fields';
import { controlPlaneOf } from './controlPlane';
import { readFlags } from './flags';
import {
  defaultFlags,
  defaultMeshConfig,
  IstiodFlags,
  MeshConfig,
  PathNormalization,
} from './MeshConfig';

/**
 * The mesh config of a cluster, from ConfigMap `istio` and from istiod's environment as far as the snapshot holds them.
 *
 * @public
 */
export function meshConfigOf(snapshot: Snapshot): MeshConfig {
  return readMeshConfig(snapshot).value;
}

interface Read {
  readonly value: MeshConfig;
  readonly problems: readonly Problem[];
}

const absent = {};

export const readMeshConfig: (snapshot: Snapshot) => Read = snapshot => {
  const { configMap, istiod } = controlPlaneOf(snapshot);
  return combined({ configMap, istiod });
};

/** The very same result until one of the two objects changes, since much is memoised by it. */
const combined = memoisedBy(
  ({
    configMap,
    istiod,
  }: {
    configMap?: KubernetesObject;
    istiod?: KubernetesObject;
  }) => [configMap ?? absent, istiod ?? absent],
  ({ configMap, istiod }): Read => {
    const flags = istiod
      ? readFlags(istiod)
      : { value: defaultFlags, problems: [] };
    const stated = configMap
      ? statedConfig(configMap)
      : { value: {}, problems: [] };
    return {
      value:
        configMap || istiod
          ? meshConfig(stated.value, flags.value)
          : defaultMeshConfig,
      problems: [...stated.problems, ...flags.problems],
    };
  },
);

/** What cannot be read counts as not said: istiod keeps its last good configuration, or its defaults. */
const statedConfig = memoised(
  (configMap: KubernetesObject): { value: JsonRecord; problems: Problem[] } => {
    const source: Source = { object: refOf(configMap), path: 'data.mesh' };
    const mesh = text(record(configMap.data).mesh);
    if (mesh === undefined)
      return {
        value: {},
        problems: [
          {
            source,
            message: 'The mesh config is missing: defaults are assumed',
          },
        ],
      };
    const { value, error } = parsed(mesh);
    return {
      value: isRecord(value) ? value : {},
      problems:
        error === undefined
          ? []
          : [
              {
                source,
                message: `The mesh config cannot be read, so that defaults are assumed: ${error}`,
              },
            ],
    };
  },
);

function parsed(yaml: string): { value?: unknown; error?: string } {
  const document = parseDocument(yaml);
  const [error] = document.errors;
  if (error) return { error: error.message.split('\n')[0] };
  try {
    const value: unknown = document.toJS();
    return value === null || isRecord(value)
      ? { value }
      : { error: 'it is not a map' };
  } catch (cause) {
    // Aliases that multiply beyond measure.
    return { error: cause instanceof Error ? cause.message : String(cause) };
  }
}

function meshConfig(stated: JsonRecord, flags: IstiodFlags): MeshConfig {
  const standard = defaultMeshConfig;
  return {
    rootNamespace: text(stated.rootNamespace) || standard.rootNamespace,
    trustDomain: text(stated.trustDomain) || standard.trustDomain,
    outboundTrafficPolicy: oneOf(
      ['ALLOW_ANY', 'REGISTRY_ONLY'],
      record(stated.outboundTrafficPolicy).mode,
      standard.outboundTrafficPolicy,
    ),
    pathNormalization: oneOf<PathNormalization>(
      ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'],
      record(stated.pathNormalization).normalization,
      standard.pathNormalization,
    ),
    defaultServiceExportTo: exportTo(stated.defaultServiceExportTo),
    defaultVirtualServiceExportTo: exportTo(
      stated.defaultVirtualServiceExportTo,
    ),
    defaultDestinationRuleExportTo: exportTo(
      stated.defaultDestinationRuleExportTo,
    ),
    ingressControllerMode: oneOf(
      ['OFF', 'DEFAULT', 'STRICT'],
      stated.ingressControllerMode,
      standard.ingressControllerMode,
    ),
    ingressClass: text(stated.ingressClass) || standard.ingressClass,
    ingressSelector: ingressSelector(stated),
    localityLbSetting: isRecord(stated.localityLbSetting)
      ? stated.localityLbSetting
      : standard.localityLbSetting,
    flags,
  };
}

/** A Service of another name than the usual stands for its selector. */
function ingressSelector({
  ingressSelector: selector,
  ingressService,
}: JsonRecord) {
  const service = text(ingressService);
  return (
    text(selector) ||
    (service !== 'istio-ingressgateway' && service) ||
    defaultMeshConfig.ingressSelector
  );
}

/** The same array for what everybody says, since exports are memoised by it. */
function exportTo(stated: unknown): readonly string[] {
  const namespaces = texts(stated);
  return namespaces.length === 0 || namespaces.includes('*')
    ? defaultMeshConfig.defaultServiceExportTo
    : namespaces;
}

function oneOf<T extends string>(
  words: readonly T[],
  value: unknown,
  otherwise: T,
): T {
  return words.find(word => word === value) ?? otherwise;
}
