import { Desired, plan } from '@product-gateways/changes';
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
  const fresh = () => desiredOf(company);
  const known = fresh();
  planned(known, 0);
  return [
    timed(
      'plan over 10,000 files, read for the first time',
      measure({ runs: 2, before: fresh }, desired => planned(desired, 0)),
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
