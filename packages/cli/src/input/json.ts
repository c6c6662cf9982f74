import { Refusal } from '../io';

/** JSON, or a refusal in one line: the parser's own words quote the text, line breaks and all. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${file} is not JSON: ${why.replaceAll(/\s+/g, ' ')}`);
  }
}
