import {
  isRecord,
  KubernetesObject,
  meshConfigMap,
  Snapshot,
} from '@product-gateways/mesh';
import { Io, Refusal } from '../io';
import { parse } from './files/parse';
import { readFile } from './files/readFiles';

/** What arguments say about the control plane: it takes the place of what the configuration itself says. */
export interface MeshSettings {
  /** Istio's MeshConfig, as YAML or JSON. */
  readonly meshConfig?: string;
  /** Variables of istiod's environment. */
  readonly flags: readonly Flag[];
}

interface Flag {
  readonly name: string;
  readonly value: string;
}

/**
 * From `--mesh-config FILE`: a MeshConfig, the ConfigMap that holds one, an IstioOperator, or a Deployment of istiod, several of
 * them together too; and from `--istiod-env NAME=VALUE`, which counts more.
 */
export async function readMeshSettings(
  { file, env }: { file?: string; env: readonly string[] },
  io: Io,
): Promise<MeshSettings> {
  const stated = env.map(flagOf);
  if (file === undefined) return { flags: stated };
  const read = await readFile(file, io);
  if ('fault' in read) throw new Refusal(`${file} ${read.fault}`);
  const parsed = parse(read.text, file);
  if ('fault' in parsed) throw new Refusal(parsed.fault);
  const settings = parsed.manifests.map(({ object }) => settingsIn(object));
  const meshConfig = settings.findLast(each => each.meshConfig)?.meshConfig;
  const flags = settings.flatMap(each => each.flags);
  if (meshConfig === undefined && flags.length === 0)
    throw new Refusal(
      `${file} holds no mesh config: neither a MeshConfig, a ConfigMap with data.mesh, an IstioOperator, nor a Deployment of istiod with an environment.`,
    );
  return { meshConfig, flags: [...flags, ...stated] };
}

/** A snapshot of a mesh that is set up so, whichever revisions of istiod it shows. */
export function inMesh(
  snapshot: Snapshot,
  { meshConfig, flags }: MeshSettings,
): Snapshot {
  const seen = snapshot
    .list('apps', 'Deployment')
    .filter(({ metadata }) => metadata.labels?.app === 'istiod');
  const istiods = seen.length > 0 ? seen : [usualIstiod];
  return istiods.reduce((known, istiod) => {
    const changed =
      flags.length > 0 ? known.with(withEnv(istiod, flags)) : known;
    return meshConfig === undefined
      ? changed
      : changed.with(besideIstiod(istiod, meshConfigMap(meshConfig)));
  }, snapshot);
}

const usualIstiod: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'istiod',
    namespace: 'istio-system',
    labels: { app: 'istiod' },
  },
  spec: {
    selector: { matchLabels: { app: 'istiod' } },
    template: {
      metadata: { labels: { app: 'istiod' } },
      spec: { containers: [{ name: 'discovery' }] },
    },
  },
};

/** Of two variables with one name a container takes the later. */
function withEnv(istiod: KubernetesObject, flags: readonly Flag[]): unknown {
  const spec = recordOf(istiod.spec);
  const template = recordOf(spec.template);
  const pod = recordOf(template.spec);
  const containers = recordsOf(pod.containers).map(container => ({
    ...container,
    env: [...recordsOf(container.env), ...flags],
  }));
  return {
    ...istiod,
    spec: { ...spec, template: { ...template, spec: { ...pod, containers } } },
  };
}

function besideIstiod(
  { metadata: { namespace, labels } }: KubernetesObject,
  configMap: KubernetesObject,
): KubernetesObject {
  const revision = labels?.['istio.io/rev'] ?? 'default';
  const name = revision === 'default' ? 'istio' : `istio-${revision}`;
  return { ...configMap, metadata: { name, namespace } };
}

function flagOf(stated: string): Flag {
  const equals = stated.indexOf('=');
  if (equals <= 0)
    throw new Refusal(
      `--istiod-env ${stated} has no value. Write it as NAME=VALUE.`,
    );
  return { name: stated.slice(0, equals), value: stated.slice(equals + 1) };
}

function settingsIn(object: unknown): MeshSettings {
  const { kind, data, spec } = recordOf(object);
  switch (kind) {
    case undefined:
      return { meshConfig: JSON.stringify(object), flags: [] };
    case 'ConfigMap': {
      const { mesh } = recordOf(data);
      return {
        meshConfig: typeof mesh === 'string' ? mesh : undefined,
        flags: [],
      };
    }
    case 'IstioOperator':
      return settingsOfOperator(recordOf(spec));
    case 'Deployment': {
      const pod = recordOf(recordOf(recordOf(spec).template).spec);
      return {
        flags: recordsOf(pod.containers).flatMap(({ env }) => flagsIn(env)),
      };
    }
    default:
      return { flags: [] };
  }
}

function settingsOfOperator(spec: Record): MeshSettings {
  const values = recordOf(recordOf(recordOf(spec.values).pilot).env);
  const pilot = recordOf(recordOf(recordOf(spec.components).pilot).k8s);
  return {
    meshConfig: isRecord(spec.meshConfig)
      ? JSON.stringify(spec.meshConfig)
      : undefined,
    flags: [
      ...Object.entries(values).map(([name, value]) => ({
        name,
        value: String(value),
      })),
      ...flagsIn(pilot.env),
    ],
  };
}

const flagsIn = (env: unknown): Flag[] =>
  recordsOf(env).flatMap(({ name, value }) =>
    typeof name === 'string' && value !== undefined
      ? [{ name, value: String(value) }]
      : [],
  );

type Record = Readonly<{ [field: string]: unknown }>;

const recordOf = (value: unknown): Record => (isRecord(value) ? value : {});

const recordsOf = (value: unknown): Record[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];
