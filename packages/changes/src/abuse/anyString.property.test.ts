import fc from 'fast-check';
import { answerTo, fields } from './fields';
import { faultsOf, stringsIn } from './faults';

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...'\n\r\t\0 :#-&*!{}$%@?/\\.~|>`\'"[](),=<_',
      'a',
      'Z',
      '0',
      '---',
      '..',
      '{{',
      '\u2028',
      '\ufeff',
      'é',
    ),
    maxLength: 12,
  }),
);

/** Likely to be taken, so that plans are seen too. */
const mild = fc.stringMatching(/^\/?[A-Za-z0-9~!$&'*+,;=:@%_.-]{1,12}$/);

test.each(fields.map(field => [field.name, field] as const))(
  '%s: any string is refused, or is data in all that is made of it',
  (_, { asking, written }) => {
    fc.assert(
      fc.property(fc.oneof(nasty, mild), value => {
        const asked = asking(value);
        const answer = answerTo(asked);
        if (typeof answer === 'string') {
          expect(answer).toMatch(/^[^\p{Cc}\u2028\u2029\ufeff]{10,}$/u);
          return;
        }
        expect(faultsOf(answer, asked)).toEqual([]);
        if (written) expect(stringsIn(answer)).toContain(written(value));
      }),
      { numRuns: 25 },
    );
  },
);
