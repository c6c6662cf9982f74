import { Entry } from './entries';
import { Assignment, BaseRequest, domainOf } from './parts';
import { holds } from './predicates';
import { valuesOf } from './values/valuesOf';

/** Values of a request that meets an entry's match; undefined: none was found, or none can. */
export function exampleOf(
  { predicates }: Entry,
  base: BaseRequest,
): Assignment | undefined {
  const example = new Map<string, string | undefined>();
  for (const [part, wanted] of predicates) {
    const { values } = valuesOf(wanted, domainOf(part, base));
    const found = values.findIndex(value =>
      wanted.every(predicate => holds(predicate, value)),
    );
    if (found < 0) return undefined;
    example.set(part, values[found]);
  }
  return example;
}

/** Whether a request with these values, and nothing else that a condition looks at, meets an entry's match. */
export function takes(
  { predicates }: Entry,
  values: Assignment,
  base: BaseRequest,
): boolean {
  return [...predicates].every(([part, wanted]) => {
    const { absent, usual } = domainOf(part, base);
    const value = values.has(part) || absent ? values.get(part) : usual.at(0);
    return wanted.every(predicate => holds(predicate, value));
  });
}
