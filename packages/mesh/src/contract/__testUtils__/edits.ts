import { Json, Routes, World } from './world';

const kinds = ['virtualServices', 'httpRoutes', 'ingresses'] as const;

/** One small change; `like` lends rules and objects. */
export type Edit = (changed: World, like: World, at: number) => World;

export const edits: readonly Edit[] = [
  // Drop a rule, or an object.
  (changed, _, at) =>
    onRoutes(changed, at, http => http.toSpliced(at % http.length, 1)),
  (changed, _, at) => onObjects(changed, at, all => all.toSpliced(at % 3, 1)),
  // Another order.
  (changed, _, at) => onRoutes(changed, at, http => http.toReversed()),
  (changed, _, at) =>
    onObjects(changed, at, all => all.map(({ created, ...each }) => each)),
  // Another action behind the same match, and the other way round.
  ...(['route', 'match', 'timeout'] as const).map(exchange),
  ...(['backendRefs', 'matches'] as const).map(exchange),
  ...(['backend', 'path', 'pathType'] as const).map(exchange),
  // Another share.
  (changed, _, at) =>
    onRoutes(changed, at, http =>
      JSON.parse(JSON.stringify(http).replaceAll('"weight":', '"weight":2')),
    ),
  // Exact becomes prefix, a guard is added.
  (changed, _, at) =>
    onRoutes(changed, at, http =>
      JSON.parse(
        JSON.stringify(http)
          .replace('"exact"', '"prefix"')
          .replace('"prefix":""', '"exact":""'),
      ),
    ),
  (changed, _, at) =>
    onRoutes(changed, at, (http, kind) =>
      kind === 'virtualServices'
        ? http.map((each, index) =>
            index === 0
              ? { ...each, match: [{ headers: { 'x-a': { exact: '1' } } }] }
              : each,
          )
        : http,
    ),
  // A rule more, in front.
  (changed, like, at) =>
    onRoutes(changed, at, (http, kind) => [
      ...like[kind].flatMap(each => each.http).slice(0, 1),
      ...http,
    ]),
  changed => ({ ...changed, httpsRedirect: !changed.httpsRedirect }),
];

/** A field of a rule becomes that of another configuration's. */
function exchange(field: string): Edit {
  return (changed, like, at) =>
    onRoutes(changed, at, (http, kind) => {
      const lender = like[kind]
        .flatMap(each => each.http)
        .find(each => field in each);
      if (!lender) return http;
      return http.map((each, index) =>
        index === at % http.length ? { ...each, [field]: lender[field] } : each,
      );
    });
}

function onRoutes(
  changed: World,
  at: number,
  edit: (
    http: readonly Json[],
    kind: (typeof kinds)[number],
  ) => readonly Json[],
): World {
  return onObjects(changed, at, (all, kind) =>
    all.map((each, index) =>
      index === at % all.length && each.http.length > 0
        ? { ...each, http: edit(each.http, kind) }
        : each,
    ),
  );
}

function onObjects(
  changed: World,
  at: number,
  edit: (
    all: readonly Routes[],
    kind: (typeof kinds)[number],
  ) => readonly Routes[],
): World {
  const stated = kinds.filter(each => changed[each].length > 0);
  const kind = stated[at % stated.length] ?? 'virtualServices';
  return { ...changed, [kind]: edit(changed[kind], kind) };
}
