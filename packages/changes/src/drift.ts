/** Whether a live object says all that git says. What git leaves out is the cluster's to fill in. */
export function isAsStated(stated: unknown, live: unknown): boolean {
  if (Array.isArray(stated))
    return (
      Array.isArray(live) &&
      stated.length === live.length &&
      stated.every((item, index) => isAsStated(item, live[index]))
    );
  if (typeof stated !== 'object' || stated === null) return stated === live;
  return Object.entries(stated).every(([key, value]) =>
    isAsStated(value, fieldOf(live, key)),
  );
}

function fieldOf(value: unknown, key: string): unknown {
  const fields = Object(value);
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
