import { Refusal } from '../io';
import { messageOf } from '../reasons';

/** JSON, or a refusal in one line: the parser's own words quote the text, line breaks and all. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${messageOf(error)}`);
  }
}
