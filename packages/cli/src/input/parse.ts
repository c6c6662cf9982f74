import { parseAllDocuments } from 'yaml';
import { Refusal } from '../io';
import { parseJson } from './json';

/** The objects of a file: YAML documents or JSON, Lists taken apart. A file that is not whole is refused, with the place. */
export function parseObjects(text: string, file: string): unknown[] {
  const documents = isJson(file)
    ? [parseJson(text, file)]
    : parseYaml(text, file);
  return documents.flatMap(objectsOf);
}

/** By its name: JSON is YAML too, only slower to read. */
const isJson = (file: string) => file.endsWith('.json');

function parseYaml(text: string, file: string): unknown[] {
  const documents = parseAllDocuments(text, { uniqueKeys: true });
  if (!Array.isArray(documents)) return [];
  return documents.map(document => {
    const [error] = document.errors;
    if (error) {
      const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
      throw new Refusal(
        `${file}:${line}:${col} ${error.message.split('\n')[0]}`,
      );
    }
    try {
      return document.toJS({ maxAliasCount: 100 });
    } catch (problem) {
      throw new Refusal(
        `${file} ${problem instanceof Error ? problem.message : problem}`,
      );
    }
  });
}

function objectsOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (
    typeof value === 'object' &&
    'items' in value &&
    Array.isArray(value.items)
  )
    return value.items.flatMap(objectsOf);
  return [value];
}
