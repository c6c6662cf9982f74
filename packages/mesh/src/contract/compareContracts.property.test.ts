import fc from 'fast-check';
import { gatewaysOf, Request } from '../routing';
import { compareContracts } from './compareContracts';
import {
  contradiction,
  falseTie,
  falseWitness,
} from './__testUtils__/contradiction';
import { snapshotOfWorld } from './__testUtils__/snapshotOfWorld';
import { host, methods, paths, values } from './__testUtils__/world';
import { worlds } from './__testUtils__/worlds';

/**
 * No request ever contradicts a comparison. Requests are drawn from the literals that configurations are made of, and from their near
 * misses: what both sides do with them is what the comparison says of their region.
 */
const oneOf = <T>(...items: readonly T[]) => fc.constantFrom(...items);

const path = fc
  .tuple(
    oneOf(...paths, '/web', '/api/v12', '/b/../api', '/%61pi', '//api'),
    oneOf(
      '',
      '',
      'x',
      '/',
      '/x',
      'X',
      '?q=1',
      '?q=12&r=a',
      '?q',
      '?r=1',
      '/?q=a',
    ),
    fc.boolean(),
  )
  .map(([start, end, loud]) => (loud ? start.toUpperCase() : start) + end);

const value = oneOf(...values, '2', '1a', 'zz');

const request: fc.Arbitrary<Request> = fc
  .record({
    port: oneOf(80, 80, 443),
    method: oneOf(...methods, 'DELETE', 'get'),
    host: oneOf(
      host,
      host,
      host,
      `${host}:80`,
      'Shop.example.com',
      'a.example.com',
      'b.example.com',
      'example.org',
    ),
    path,
    headers: fc.dictionary(oneOf('x-a', 'x-b'), value, { maxKeys: 2 }),
    sni: fc.boolean(),
  })
  .map(({ sni, ...rest }) => {
    const tls = rest.port === 443;
    return {
      ...rest,
      tls,
      ...(tls && sni && { sni: rest.host.toLowerCase().replace(/:.*/, '') }),
    };
  });

test('no request contradicts the comparison of two configurations', () => {
  fc.assert(
    fc.property(
      worlds,
      fc.array(request, { minLength: 20, maxLength: 20 }),
      (pair, requests) => {
        const [before, after] = [pair.before, pair.after].map(snapshotOfWorld);
        const comparison = compareContracts(before, after);
        expect(falseWitness(comparison, before, after)).toBeUndefined();
        // A delegate's root is what has an age.
        const tie = pair.after.delegates
          ? undefined
          : falseTie(comparison, after);
        expect(tie).toBeUndefined();
        expect(
          comparison.contracts.flatMap(({ undecidable }) => undecidable),
        ).toEqual([]);
        for (const { id: gatewayId } of gatewaysOf(after))
          for (const each of requests)
            expect(
              contradiction(comparison, before, after, { ...each, gatewayId }),
            ).toBeUndefined();
      },
    ),
    { numRuns: 100 },
  );
});
