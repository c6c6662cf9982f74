/** A file may have so many bytes: within it even the most adversarial YAML is read in seconds, in memory that Node has. */
export const maxFileBytes = 32 * 1024 * 1024;

/** A stream to its end, or one byte more than a file may have. */
export async function readStart(
  stream: AsyncIterable<Uint8Array | string>,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let left = maxFileBytes + 1;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes.subarray(0, left));
    left -= bytes.length;
    if (left <= 0) break;
  }
  return Buffer.concat(chunks);
}
