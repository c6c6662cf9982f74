import fc from 'fast-check';
import { answerTo, fields } from './__testUtils__/fields';
import { faultsOfAnswer } from './__testUtils__/faults';

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
  (_, field) => {
    fc.assert(
      fc.property(fc.oneof(nasty, mild), value => {
        const answer = answerTo(field.asking(value));
        expect(faultsOfAnswer(field, value, answer)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
);
