/** No object that an API server takes has as many, or is as deep. */
const maxValues = 1_000_000;
const maxDepth = 100;

/** What is wrong with a value whose aliases contain themselves, or make more of it than anybody wrote. */
export function expansionFault(root: unknown): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();

  function sizeOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value) || open.size > maxDepth) return Infinity;
    open.add(value);
    const size = Object.values(value).reduce<number>(
      (sum, part) => sum + sizeOf(part),
      1,
    );
    open.delete(value);
    sizes.set(value, size);
    return size;
  }

  const size = sizeOf(root);
  if (size === Infinity)
    return `its aliases contain themselves, or lead deeper than ${maxDepth} levels`;
  return size > maxValues
    ? `its aliases make ${size.toExponential(
        0,
      )} values of it; no more than ${maxValues} are read`
    : undefined;
}
