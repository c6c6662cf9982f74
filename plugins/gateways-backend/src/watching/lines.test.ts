import fc from 'fast-check';
import { lines } from './lines';

async function linesOf(chunks: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const line of lines(stream())) found.push(line);
  return found;
}

describe('lines', () => {
  it('come out the same however the stream is cut', async () => {
    const text =
      '{"a":1}\r\n\n{"city":"Zürich – 東京"}\n{"b":"\u2028"}\n{"last":2}';
    const bytes = Buffer.from(text);
    const expected = [
      '{"a":1}',
      '{"city":"Zürich – 東京"}',
      '{"b":"\u2028"}',
      '{"last":2}',
    ];

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(bytes.length), { maxLength: 12 }),
        async cuts => {
          const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          const chunks = places
            .slice(1)
            .map((end, index) => bytes.subarray(places[index], end));
          expect(await linesOf(chunks)).toEqual(expected);
        },
      ),
    );
  });

  it('of an object as large as etcd holds come out whole', async () => {
    const line = JSON.stringify({ data: 'x'.repeat(1_500_000) });
    const bytes = Buffer.from(`${line}\n`);
    const chunks = Array.from({ length: 24 }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    );
    expect(await linesOf(chunks)).toEqual([line]);
  });

  it('that never end are refused', async () => {
    const chunks = Array(20).fill(Buffer.alloc(1024 * 1024, 'x'));
    await expect(linesOf(chunks)).rejects.toThrow(/larger than 16 MiB/);
  });
});
