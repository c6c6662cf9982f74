/** Where a value lies in an object. Linked, because most paths are never written out. */
export interface Path {
  parent?: Path;
  key: string | number;
  depth: number;
}

export function below(parent: Path | undefined, key: string | number): Path {
  return { parent, key, depth: (parent?.depth ?? 0) + 1 };
}

/** @example textOf(…) // spec.http[0].match[1].headers["x/y"] */
export function textOf({ parent, key }: Path): string {
  const before = parent ? textOf(parent) : '';
  if (typeof key === 'number') return `${before}[${key}]`;
  if (!/^[\w$-]{1,100}$/.test(key))
    return `${before}[${JSON.stringify(key.slice(0, 100))}]`;
  return before ? `${before}.${key}` : key;
}
