import { isMap, isNode, isPair, isScalar, isSeq, Node, Scalar } from 'yaml';
import { NotEditableError } from './NotEditableError';

/** Where a value is written, its anchor and tag not included. */
export function startOf(node: unknown): number {
  return rangeOf(node)[0];
}

/** Where the last thing that a value says ends: comments and line breaks behind it are not included. */
export function endOf(text: string, node: unknown): number {
  if (isPair(node)) return endOf(text, node.value ?? node.key);
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length)
    return endOf(text, node.items.at(-1));
  const [start, end] = rangeOf(node);
  const isBlock =
    isScalar(node) &&
    (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
  return isBlock ? start + text.slice(start, end).trimEnd().length : end;
}

function rangeOf(node: unknown): NonNullable<Node['range']> {
  if (!isNode(node) || !node.range)
    throw new NotEditableError('something is left out where a value should be');
  return node.range;
}
