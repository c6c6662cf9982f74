import { StringDecoder } from 'node:string_decoder';
import { requestFailed } from '../clusters/Failure';

/** etcd holds no object larger than 1.5 MB; as JSON with its bookkeeping it stays far below this. */
const LINE_LIMIT = 16 * 1024 * 1024;

/**
 * The lines of a stream, however it is cut into chunks; empty ones are left out. Only `\n` and `\r\n` end a line: `readline` would
 * also cut at U+2028, which JSON allows inside a string.
 */
export async function* lines(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LINE_LIMIT) {
      throw requestFailed('MALFORMED', 'A watch event is larger than 16 MiB.');
    }
    for (const part of parts) {
      const line = part.trim();
      if (line) yield line;
    }
  }
  if (rest.trim()) yield rest.trim();
}
