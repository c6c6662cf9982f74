import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';

/** What changed lately in a view. */
export type Changes = {
  /** When each row that appeared or changed did so last, by its id, in milliseconds since 1970. */
  rows: ReadonlyMap<string, number>;
  /** What the last change did, for a screen reader. */
  latest: string;
};

export const noChanges: Changes = { rows: new Map(), latest: '' };

type Rows = Map<string, string>;
const kinds: { one: string; many: string; rows(v: ProductGateways): Rows }[] = [
  {
    one: 'cluster',
    many: 'clusters',
    // When a cluster was last seen is left out: time passing is no change.
    rows: ({ clusters }) =>
      new Map(
        clusters.map(({ observedAt: _, ...row }) => [
          row.cluster,
          JSON.stringify(row),
        ]),
      ),
  },
  {
    one: 'gateway',
    many: 'gateways',
    rows: ({ gateways }) =>
      new Map(gateways.map(row => [row.id, JSON.stringify(row)])),
  },
  {
    one: 'route',
    many: 'routes',
    rows: ({ routes }) =>
      new Map(routes.map(row => [row.id, JSON.stringify(row)])),
  },
];

/** Which clusters, gateways and routes are new or different in `after`. A row that is gone is counted, and has no mark. */
export function changesBetween(
  before: ProductGateways,
  after: ProductGateways,
  earlier: Changes,
  at: number,
): Changes {
  if (before === after) return earlier;
  const marks = new Map(earlier.rows);
  const said: string[] = [];

  for (const kind of kinds) {
    const old = kind.rows(before);
    const now = kind.rows(after);
    const changed = [...now.keys()].filter(id => old.get(id) !== now.get(id));
    const gone = [...old.keys()].filter(id => !now.has(id));
    changed.forEach(id => marks.set(id, at));
    gone.forEach(id => marks.delete(id));
    const total = changed.length + gone.length;
    if (total) said.push(`${total} ${total === 1 ? kind.one : kind.many}`);
  }
  return {
    rows: marks,
    latest: said.length ? `Changed just now: ${said.join(', ')}.` : '',
  };
}
