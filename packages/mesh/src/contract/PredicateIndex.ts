import { holds, Predicate } from './predicates';

/** Finds which of many predicates on one part hold for a value without asking each of them. */
export class PredicateIndex {
  private readonly exact = new Map<string, number[]>();
  private readonly prefixes = new Map<number, Map<string, number[]>>();
  private readonly others: number[] = [];

  constructor(private readonly predicates: readonly Predicate[]) {
    predicates.forEach(({ pattern, inverted }, index) => {
      const literal = pattern && !inverted && !pattern.ignoreCase;
      if (!literal || pattern.type === 'regex') this.others.push(index);
      else if (pattern.type === 'prefix') this.addPrefix(pattern.value, index);
      else {
        add(this.exact, pattern.value, index);
        if (pattern.type === 'segments')
          this.addPrefix(`${pattern.value}/`, index);
      }
    });
  }

  /** The indices of those that hold. */
  holding(value: string | undefined): number[] {
    const found = this.others.filter(index =>
      holds(this.predicates[index], value),
    );
    if (value === undefined) return found;
    found.push(...(this.exact.get(value) ?? []));
    for (const [length, literals] of this.prefixes)
      if (length <= value.length)
        found.push(...(literals.get(value.slice(0, length)) ?? []));
    return found;
  }

  private addPrefix(literal: string, index: number) {
    const literals = this.prefixes.get(literal.length) ?? new Map();
    this.prefixes.set(literal.length, literals);
    add(literals, literal, index);
  }
}

function add(to: Map<string, number[]>, key: string, index: number) {
  const others = to.get(key);
  if (others) others.push(index);
  else to.set(key, [index]);
}
