import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  gatewaysOf,
  KubernetesObject,
  PRODUCT_LABEL,
  routeTable,
  Snapshot,
  snapshotOf,
} from '@product-gateways/mesh';
import { ServiceName, SplitService } from '../Intent';
import { toYaml } from '../objects/toYaml';
import { Refusal } from '../Refusal';
import { folder, payments } from '../testing/company';
import { splitFaults } from '../testing/splitFaults';
import {
  endpoints,
  Files,
  liveOf,
  merge,
  planSplit,
  serviceFile,
} from '../testing/splitWorld';

/** Clusters for which Istio's own answers are known: in all of them, every Service behind a host is split. */
const cases = join(
  __dirname,
  '../../../mesh/src/__fixtures__/conformance/routing',
);
const read = (file: string) =>
  JSON.parse(readFileSync(join(cases, file), 'utf8'));
const names = readdirSync(join(cases, 'cases'));
const outcomes = { planned: 0, refused: 0 };

test.each(names)('%s: no wave loses a path', name => {
  const objects: KubernetesObject[] = [
    ...read('common.json'),
    ...read(`cases/${name}`).objects,
  ];
  const git = gitOf(objects);
  const faults = splitsIn(snapshotOf('east', objects)).flatMap(asked => {
    const { namespace } = asked.service;
    const start = {
      ...git,
      [`${folder}/new.yaml`]: ['new-a', 'new-b']
        .map(each => serviceFile(each, namespace))
        .join('---\n'),
    };
    const way = wayOf(start, asked);
    outcomes[way ? 'planned' : 'refused'] += 1;
    return way ? splitFaults(way, asked) : [];
  });
  expect(faults).toEqual([]);
});

test('many of them can be split', () => {
  expect(outcomes.planned).toBeGreaterThan(60);
});

/** The clusters after each wave; undefined where the split is refused before the first. */
function wayOf(start: Files, asked: SplitService): Snapshot[] | undefined {
  const { namespace } = asked.service;
  const more = ['new-a', 'new-b'].map(name => endpoints(name, true, namespace));
  const way = [liveOf(start, more)];
  for (let git = start; ; ) {
    try {
      const plan = planSplit({ git, live: way.at(-1) }, asked);
      if (!plan.waves.length) return way;
      git = merge(git, plan);
      way.push(liveOf(git, more));
    } catch (error) {
      if (!(error instanceof Refusal) || way.length > 1) throw error;
      return undefined;
    }
  }
}

/** A split for each Service that a route leads to: by the path of that route, or the first part of it, and the rest. */
function splitsIn(snapshot: Snapshot): SplitService[] {
  const found = new Map<string, SplitService>();
  for (const gateway of gatewaysOf(snapshot))
    for (const { virtualHosts } of routeTable(snapshot, gateway))
      for (const { host, routes } of virtualHosts)
        for (const { action, match } of routes) {
          if (action.type !== 'route' || host === '*') continue;
          for (const { service } of action.destinations)
            if (service?.kind === 'Service')
              found.set(
                `${host} ${service.namespace}/${service.name}`,
                splitOf(
                  host,
                  { namespace: service.namespace ?? '', name: service.name },
                  match.path?.value ?? '/',
                ),
              );
        }
  return [...found.values()];
}

function splitOf(
  host: string,
  service: ServiceName,
  path: string,
): SplitService {
  const to = (name: string) => ({ namespace: service.namespace, name });
  return {
    kind: 'split-service',
    product: payments,
    cluster: 'east',
    hosts: [host],
    service,
    parts: [
      {
        path: { type: 'prefix', value: `${path.replace(/\/$/, '')}/part` },
        to: to('new-a'),
      },
      { to: to('new-b') },
    ],
    guard: { header: 'x-split', value: 'test' },
    stages: [50, 100],
  };
}

/** Git as it would say these objects, all namespaces being one product's. */
function gitOf(objects: readonly KubernetesObject[]): Files {
  const known = objects
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata.name);
  const used = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  const missing = [...new Set(used)].filter(each => !known.includes(each));
  const all = [
    ...objects,
    ...missing.map(each => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: each },
    })),
  ];
  return Object.fromEntries(
    all.map((object, index) => [
      `${folder}/${index}.yaml`,
      toYaml(object.kind === 'Namespace' ? labelled(object) : object),
    ]),
  );
}

function labelled(object: KubernetesObject): KubernetesObject {
  const labels = { ...object.metadata.labels, [PRODUCT_LABEL]: payments.name };
  return { ...object, metadata: { ...object.metadata, labels } };
}
