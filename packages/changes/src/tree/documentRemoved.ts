import { Document, parseAllDocuments } from 'yaml';
import { removal, TextEdit } from './TextEdit';

/** A document of a file goes, with its `---` and the comments below it. */
export function documentRemoved(text: string, { range }: Document): TextEdit {
  const [start] = range ?? [0];
  const starts = [parseAllDocuments(text)].flat().map(each => each.range[0]);
  const next = starts.find(other => other > start);
  return removal(start, next ?? text.length);
}
