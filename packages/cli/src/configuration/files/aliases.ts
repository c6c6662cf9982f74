/** No object that an API server takes has as many values, or is as deep. */
const maxValues = 1_000_000;
const maxDepth = 100;

/** Whether a document may hold an anchor and an alias; texts that look like one are rare, and only make it slower to read. */
export const mayHaveAliases = (text: string) =>
  /(?:^|[\s[{,:-])&\S/.test(text) && /(?:^|[\s[{,:-])\*\S/.test(text);

/** What is wrong with a value whose aliases contain themselves, or make more of it than anybody wrote: ten lines can mean billions. */
export function expansionFault(root: unknown): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();

  /** More than `maxValues` is not counted on. */
  function sizeOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value) || open.size > maxDepth) return Infinity;
    open.add(value);
    let size = 1;
    for (const part of Object.values(value)) {
      size += sizeOf(part);
      if (size > maxValues) break;
    }
    open.delete(value);
    sizes.set(value, size);
    return size;
  }

  const size = sizeOf(root);
  if (size === Infinity)
    return `its aliases contain themselves, or lead deeper than ${maxDepth} levels`;
  return size > maxValues
    ? `its aliases make more than ${maxValues} values of it`
    : undefined;
}
