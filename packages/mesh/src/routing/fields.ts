import { isRecord, JsonRecord } from '../resources';

/** Readers of fields that may be anything: what is not as expected counts as absent. */

const nothing: JsonRecord = Object.freeze({});

export function record(value: unknown): JsonRecord {
  return isRecord(value) ? value : nothing;
}

/** The records of a list, each with its index: what else lies in it is passed over. */
export function records(value: unknown): (readonly [JsonRecord, number])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, index) =>
    isRecord(item) ? [[item, index] as const] : [],
  );
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

/** A whole number, also where YAML made it a string. */
export function integer(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number)
    ? number
    : undefined;
}

export type Labels = Readonly<Record<string, string>>;

export function labels(value: unknown): Labels {
  return Object.fromEntries(
    Object.entries(record(value)).flatMap(([key, item]) =>
      typeof item === 'string' ? [[key, item]] : [],
    ),
  );
}

/** Whether `all` has every label of `some`. */
export function hasLabels(all: Labels, some: Labels): boolean {
  return Object.entries(some).every(
    ([key, value]) => Object.hasOwn(all, key) && all[key] === value,
  );
}

export const specOf = (object: { readonly spec?: unknown }): JsonRecord =>
  record(object.spec);
