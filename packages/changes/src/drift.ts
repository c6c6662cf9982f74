/** Whether a live object says all that git says. What git leaves out is the cluster's to fill in. */
export function isAsStated(stated: unknown, live: unknown): boolean {
  const { done } = differences(stated, live, []).next();
  return done === true;
}

/**
 * The fields that git states and the cluster does not have so, e.g. `spec.http[0].route`. A list whose length differs is one field.
 */
export function differencesOf(stated: unknown, live: unknown): string[] {
  return [...differences(stated, live, [])].map(path =>
    path.reduce<string>(
      (text, key) =>
        typeof key === 'number'
          ? `${text}[${key}]`
          : `${text}.${key}`.replace(/^\./, ''),
      '',
    ),
  );
}

type Path = readonly (string | number)[];

function* differences(
  stated: unknown,
  live: unknown,
  path: Path,
): Generator<Path> {
  if (Array.isArray(stated)) {
    if (!Array.isArray(live) || live.length !== stated.length) yield path;
    else
      for (const [index, item] of stated.entries())
        yield* differences(item, live[index], [...path, index]);
    return;
  }
  if (typeof stated !== 'object' || stated === null) {
    if (stated !== live) yield path;
    return;
  }
  for (const [key, value] of Object.entries(stated))
    yield* differences(value, fieldOf(live, key), [...path, key]);
}

function fieldOf(value: unknown, key: string): unknown {
  const fields = Object(value);
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
