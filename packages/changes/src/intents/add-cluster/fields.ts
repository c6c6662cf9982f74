/** What lies at a path in an object of git, which may hold anything; nothing where it is not a map. */
export function recordAt(
  value: unknown,
  ...path: string[]
): Record<string, unknown> {
  const found = path.reduce<unknown>((at, key) => Object(at)[key], value);
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? { ...found }
    : {};
}

export function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
