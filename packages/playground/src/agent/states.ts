/**
 * Whether an object has everything that another one states. Fields that are not stated (defaults, statuses, what autoscalers
 * own) may be anything; lists must be equally long.
 */
export function states(actual: unknown, stated: unknown): boolean {
  if (Array.isArray(stated))
    return (
      Array.isArray(actual) &&
      actual.length === stated.length &&
      stated.every((value, i) => states(actual[i], value))
    );
  if (typeof stated === 'object' && stated !== null)
    return (
      typeof actual === 'object' &&
      actual !== null &&
      Object.entries(stated).every(([key, value]) =>
        states((actual as Record<string, unknown>)[key], value),
      )
    );
  return actual === stated;
}
