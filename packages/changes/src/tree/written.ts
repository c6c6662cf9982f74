import { isScalar, Scalar, stringify, ToStringOptions } from 'yaml';

/** How a file writes its values. */
export interface Style {
  json: boolean;
  newline: string;
  /** Items of a block's list stand further to the right than its key. */
  indentedLists: boolean;
}

/** Strings that YAML 1.1, which kubectl and most agents read, would take for something else are quoted. */
const options: ToStringOptions & { compat: 'yaml-1.1' } = {
  compat: 'yaml-1.1',
  lineWidth: 0,
};

/** A value as lines of a block; a scalar or something empty is one line. */
export function asBlock(value: unknown, { indentedLists }: Style): string {
  return stringify(value, {
    ...options,
    aliasDuplicateObjects: false,
    indentSeq: indentedLists,
  }).trimEnd();
}

/** A value on one line, as it stands inside brackets; JSON takes more lines where it is given an indent. */
export function asFlow(value: unknown, { json }: Style, indent = 0): string {
  if (json)
    return typeof value === 'object' && indent
      ? JSON.stringify(value, null, indent)
      : JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map(item => asFlow(item, yamlFlow)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(
      ([key, field]) => `${asFlow(key, yamlFlow)}: ${asFlow(field, yamlFlow)}`,
    );
    return pairs.length ? `{ ${pairs.join(', ')} }` : '{}';
  }
  // Inside brackets more strings need quotes than outside; block scalars cannot stand there.
  const [text] = [
    stringify([value], {
      ...options,
      collectionStyle: 'flow',
      flowCollectionPadding: false,
      blockQuote: false,
    }).trim(),
  ];
  return text.slice(1, -1);
}

const yamlFlow: Style = { json: false, newline: '\n', indentedLists: true };

/** A scalar quoted as another one is. */
export function inStyleOf(
  sample: unknown,
  value: unknown,
  inFlow: boolean,
  style: Style,
): string {
  const quotes = isScalar(sample) ? sample.type : undefined;
  if (typeof value === 'string') {
    if (quotes === Scalar.QUOTE_DOUBLE) return JSON.stringify(value);
    if (quotes === Scalar.QUOTE_SINGLE)
      return stringify(value, {
        ...options,
        defaultStringType: Scalar.QUOTE_SINGLE,
      }).trimEnd();
  }
  return inFlow || style.json ? asFlow(value, style) : asBlock(value, style);
}
