/** The part of a CRD's OpenAPI schema that says how data are built. What it does not mention may be anything. */
export interface Schema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  properties?: Readonly<Record<string, Schema>>;
  /** Of a map: what each of its values is. */
  additionalProperties?: Schema;
  required?: readonly string[];
  items?: Schema;
  /** Of a list: the fields that tell its items apart. */
  'x-kubernetes-list-map-keys'?: readonly string[];
  'x-kubernetes-int-or-string'?: boolean;
  enum?: readonly unknown[];
}

/** @example expectation({ type: 'array', items: { type: 'string' } }) // a list of strings */
export function expectation(schema: Schema): string {
  if (schema['x-kubernetes-int-or-string']) return 'a number or a string';
  switch (schema.type) {
    case 'array':
      return schema.items?.type
        ? `a list of ${plural[schema.items.type]}`
        : 'a list';
    case 'integer':
      return 'a whole number';
    case 'object':
      return 'an object';
    case undefined:
      return 'a value';
    default:
      return `a ${schema.type}`;
  }
}

const plural = {
  object: 'objects',
  array: 'lists',
  string: 'strings',
  integer: 'whole numbers',
  number: 'numbers',
  boolean: 'booleans',
};
