import { Desired, plan, Tree } from '@product-gateways/changes';
import { ownershipOf, snapshotOf } from '@product-gateways/mesh';
import { stringify } from 'yaml';
import { measure } from './measure';
import { Row, timed } from './table';
import { hostOf, teamName, World, world } from './world';

const cluster = 'east';

/** A gateway of its own for a team whose host is served by a gateway of the platform, planned over a tree of ten thousand files. */
export function trees(): Row[] {
  const company = world(400);
  const live = new Map([[cluster, snapshotOf(cluster, company.objects)]]);
  const evidence = {
    clusters: new Map([
      [cluster, { state: 'live' as const, observedAt: '2026-01-01T00:00:00Z' }],
    ]),
    ownership: ownershipOf(live),
    titleOf: (product: string) => product,
  };
  const planned = (desired: Desired, team: number) =>
    plan(
      {
        kind: 'create-gateway',
        product: {
          name: teamName(team),
          title: teamName(team),
          entityRef: `system:default/${teamName(team)}`,
        },
        cluster,
        hosts: [hostOf(team, 9)],
      },
      desired,
      live,
      evidence,
    );
  const unknown = (run: number) => unknownTree(company, run);
  const known = desiredOf(company);
  let head = known;
  const commit = (run: number) => {
    head = withOneFileChanged(head, run * 97);
    return head;
  };
  planned(known, 0);
  return [
    timed(
      'plan over 10,000 files, read for the first time',
      measure({ runs: 2, before: unknown }, desired => planned(desired, 0)),
    ),
    timed(
      'plan over 10,000 files, after a commit that changed one',
      measure({ runs: 10, before: commit }, desired => planned(desired, 0)),
      '≤ 500 ms',
    ),
    timed(
      'plan over 10,000 files that were read before',
      measure({ runs: 10, before: run => run + 1 }, team =>
        planned(known, team),
      ),
      '≤ 3 s',
    ),
  ];
}

/** The texts differ each time, since what is read is known by its text. */
const unknownTree = (company: World, run: number): Desired =>
  mapTexts(desiredOf(company), text => `# ${run}\n${text}`);

function withOneFileChanged(desired: Desired, at: number): Desired {
  return mapTexts(desired, (text, index, { size }) =>
    index === at % size ? `${text}# changed\n` : text,
  );
}

function mapTexts(
  desired: Desired,
  change: (text: string, index: number, tree: Tree) => string,
): Desired {
  const changed = (tree: Tree): Tree =>
    new Map(
      Array.from(tree, ([path, text], index) => [
        path,
        change(text, index, tree),
      ]),
    );
  return new Map(
    Array.from(desired, ([name, source]) => [
      name,
      { ...source, tree: changed(source.tree) },
    ]),
  );
}

/** A file for each object that lies in git. */
function desiredOf({ objects }: World): Desired {
  const stated = objects
    .filter(({ kind }) => kind !== 'Pod' && kind !== 'EndpointSlice')
    .slice(0, 10_000);
  const files = stated.map(({ apiVersion, kind, metadata, ...rest }) => {
    const { name, namespace, labels } = metadata;
    const object = {
      apiVersion,
      kind,
      metadata: { name, namespace, labels },
      ...rest,
    };
    const path = `clusters/${cluster}/${
      namespace ?? 'cluster'
    }/${kind}-${name}`;
    return [
      `${path}-${apiVersion.split('/')[0]}.yaml`,
      stringify(object),
    ] as const;
  });
  const tree = new Map(files);
  return new Map([[cluster, { tree, folder: `clusters/${cluster}` }]]);
}
