import fc from 'fast-check';

/** Small configurations whose conditions overlap in every way. */

export const host = 'shop.example.com';
export const paths = [
  '/',
  '/api',
  '/api/',
  '/api/v1',
  '/Api',
  '/a%2Fb',
  '/apix',
];
export const values = ['', '1', '12', 'a', 'A'];
export const methods = ['GET', 'POST', 'PUT'];
const regexes = [
  '/api.*',
  '/api/.*',
  '/api/v[0-9]+',
  '/[a-z]+',
  '/(api|web)(/.*)?',
  '/api(/.*)?',
  '.*x',
  '/a.+',
];
const services = ['cart', 'catalog', 'reviews', 'gone'];

export const oneOf = <T>(...items: readonly T[]) => fc.constantFrom(...items);
/** Mostly absent. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );
const often = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

export type Json = Record<string, unknown>;

const defined = (value: object): Json =>
  Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  );

const text = (literals: readonly string[], patterns: readonly string[]) =>
  fc.oneof(
    oneOf(...literals).map(exact => ({ exact })),
    oneOf(...literals.filter(Boolean)).map(prefix => ({ prefix })),
    oneOf(...patterns).map(regex => ({ regex })),
  );

const value = text(values, ['[0-9]+', 'a?']);
const header = (...names: string[]) =>
  fc.dictionary(oneOf(...names), fc.oneof(value, fc.constant({})), {
    minKeys: 1,
    maxKeys: 2,
  });

const match = fc
  .record({
    uri: often(text(paths, regexes)),
    ignoreUriCase: fc.boolean(),
    method: sometimes(text(methods, ['G.*', 'P[A-Z]+'])),
    headers: sometimes(header('x-a', 'x-b')),
    withoutHeaders: sometimes(header('x-a', 'x-b')),
    queryParams: sometimes(
      fc.dictionary(oneOf('q', 'r'), value, { minKeys: 1, maxKeys: 2 }),
    ),
    authority: sometimes(
      text(
        [host, 'a.example.com', 'Shop.example.com', `${host}:80`],
        ['.*:80', '[a-s].*'],
      ),
    ),
    scheme: sometimes(oneOf({ exact: 'http' }, { exact: 'https' })),
  })
  .map(defined);

const destination = (name: string) => ({
  destination: { host: name, port: { number: 80 } },
});

const action: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 6,
    arbitrary: oneOf(...services).map(name => ({ route: [destination(name)] })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oneOf(10, 50), oneOf(...services))
      .map(([weight, name]) => ({
        route: [
          { ...destination('cart'), weight },
          { ...destination(name), weight: 100 - weight },
        ],
      })),
  },
  {
    weight: 1,
    arbitrary: oneOf<Json>(
      { redirect: { uri: '/moved' } },
      { redirect: { authority: host } },
      { directResponse: { status: 503 } },
      { directResponse: { status: 200 } },
    ),
  },
);

const rule = fc
  .tuple(
    fc.array(match, { maxLength: 2 }),
    action,
    sometimes(oneOf('1s', '2s')),
  )
  .map(([matches, does, timeout]) =>
    defined({
      match: matches.length > 0 ? matches : undefined,
      timeout,
      ...does,
    }),
  );

const virtualService = fc.record({
  hosts: oneOf(
    [host],
    [host],
    ['*.example.com'],
    ['*'],
    [host, 'a.example.com'],
  ),
  created: sometimes(fc.integer({ min: 1, max: 9 })),
  exportTo: sometimes(fc.constant(['.'])),
  http: fc.array(rule, { minLength: 1, maxLength: 4 }),
});

const routeMatch = fc
  .record({
    path: fc.record({
      type: oneOf('PathPrefix', 'Exact', 'RegularExpression'),
      value: oneOf(...paths),
    }),
    method: sometimes(oneOf(...methods)),
    headers: sometimes(
      oneOf('1', 'a').map(stated => [{ name: 'x-a', value: stated }]),
    ),
    queryParams: sometimes(
      oneOf('1', 'a').map(stated => [{ name: 'q', value: stated }]),
    ),
  })
  .map(defined);

const httpRoute = fc.record({
  hosts: oneOf([host], ['*.example.com']),
  created: sometimes(fc.integer({ min: 1, max: 9 })),
  http: fc.array(
    fc.record({
      matches: fc.array(routeMatch, { minLength: 1, maxLength: 2 }),
      backendRefs: oneOf(...services).map(name => [{ name, port: 80 }]),
    }) as fc.Arbitrary<Json>,
    { minLength: 1, maxLength: 3 },
  ),
});

const ingress = fc.record({
  hosts: fc.constant([host]),
  created: sometimes(fc.integer({ min: 1, max: 9 })),
  http: fc.array(
    fc
      .record({
        path: oneOf(...paths),
        pathType: oneOf('Prefix', 'Exact', 'ImplementationSpecific'),
        name: oneOf(...services),
      })
      .map(({ name, ...path }) => ({
        ...path,
        backend: { service: { name, port: { number: 80 } } },
      })) as fc.Arbitrary<Json>,
    { minLength: 1, maxLength: 3 },
  ),
});

/** Of each kind the objects, told by hosts and rules. */
export interface World {
  readonly virtualServices: readonly Routes[];
  readonly httpRoutes: readonly Routes[];
  readonly ingresses: readonly Routes[];
  readonly httpsRedirect: boolean;
  readonly delegates: boolean;
}

export interface Routes {
  readonly hosts: readonly string[];
  readonly created?: number;
  readonly exportTo?: readonly string[];
  readonly http: readonly Json[];
}

export const world: fc.Arbitrary<World> = fc.record({
  virtualServices: fc.array(virtualService, { minLength: 1, maxLength: 3 }),
  httpRoutes: fc.array(httpRoute, { maxLength: 2 }),
  ingresses: fc.array(ingress, { maxLength: 2 }),
  httpsRedirect: sometimes(fc.constant(true)).map(Boolean),
  delegates: sometimes(fc.constant(true)).map(Boolean),
});
