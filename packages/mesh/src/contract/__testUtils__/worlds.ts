import fc from 'fast-check';
import { Snapshot, snapshotOf } from '../../snapshot';

/** Small configurations whose conditions overlap in every way, and pairs of them that differ by a few edits. */

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

const oneOf = <T>(...items: readonly T[]) => fc.constantFrom(...items);
/** Mostly absent. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );
const often = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

type Json = Record<string, unknown>;

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

interface Routes {
  readonly hosts: readonly string[];
  readonly created?: number;
  readonly exportTo?: readonly string[];
  readonly http: readonly Json[];
}

const world: fc.Arbitrary<World> = fc.record({
  virtualServices: fc.array(virtualService, { minLength: 1, maxLength: 3 }),
  httpRoutes: fc.array(httpRoute, { maxLength: 2 }),
  ingresses: fc.array(ingress, { maxLength: 2 }),
  httpsRedirect: sometimes(fc.constant(true)).map(Boolean),
  delegates: sometimes(fc.constant(true)).map(Boolean),
});

const kinds = ['virtualServices', 'httpRoutes', 'ingresses'] as const;

/** One small change; `like` lends rules and objects. */
type Edit = (changed: World, like: World, at: number) => World;

const edits: readonly Edit[] = [
  // Drop a rule, or an object.
  (changed, _, at) =>
    onRoutes(changed, at, http => http.toSpliced(at % http.length, 1)),
  (changed, _, at) => onObjects(changed, at, all => all.toSpliced(at % 3, 1)),
  // Another order.
  (changed, _, at) => onRoutes(changed, at, http => http.toReversed()),
  (changed, _, at) =>
    onObjects(changed, at, all => all.map(({ created, ...each }) => each)),
  // Another action behind the same match, and the other way round.
  ...(['route', 'match', 'timeout'] as const).map(exchange),
  ...(['backendRefs', 'matches'] as const).map(exchange),
  ...(['backend', 'path', 'pathType'] as const).map(exchange),
  // Another share.
  (changed, _, at) =>
    onRoutes(changed, at, http =>
      JSON.parse(JSON.stringify(http).replaceAll('"weight":', '"weight":2')),
    ),
  // Exact becomes prefix, a guard is added.
  (changed, _, at) =>
    onRoutes(changed, at, http =>
      JSON.parse(
        JSON.stringify(http)
          .replace('"exact"', '"prefix"')
          .replace('"prefix":""', '"exact":""'),
      ),
    ),
  (changed, _, at) =>
    onRoutes(changed, at, (http, kind) =>
      kind === 'virtualServices'
        ? http.map((each, index) =>
            index === 0
              ? { ...each, match: [{ headers: { 'x-a': { exact: '1' } } }] }
              : each,
          )
        : http,
    ),
  // A rule more, in front.
  (changed, like, at) =>
    onRoutes(changed, at, (http, kind) => [
      ...like[kind].flatMap(each => each.http).slice(0, 1),
      ...http,
    ]),
  changed => ({ ...changed, httpsRedirect: !changed.httpsRedirect }),
];

/** A field of a rule becomes that of another configuration's. */
function exchange(field: string): Edit {
  return (changed, like, at) =>
    onRoutes(changed, at, (http, kind) => {
      const lender = like[kind]
        .flatMap(each => each.http)
        .find(each => field in each);
      if (!lender) return http;
      return http.map((each, index) =>
        index === at % http.length ? { ...each, [field]: lender[field] } : each,
      );
    });
}

function onRoutes(
  changed: World,
  at: number,
  edit: (
    http: readonly Json[],
    kind: (typeof kinds)[number],
  ) => readonly Json[],
): World {
  return onObjects(changed, at, (all, kind) =>
    all.map((each, index) =>
      index === at % all.length && each.http.length > 0
        ? { ...each, http: edit(each.http, kind) }
        : each,
    ),
  );
}

function onObjects(
  changed: World,
  at: number,
  edit: (
    all: readonly Routes[],
    kind: (typeof kinds)[number],
  ) => readonly Routes[],
): World {
  const stated = kinds.filter(each => changed[each].length > 0);
  const kind = stated[at % stated.length] ?? 'virtualServices';
  return { ...changed, [kind]: edit(changed[kind], kind) };
}

/** A configuration and what a few edits make of it. */
export const worlds = fc
  .tuple(
    world,
    world,
    fc.array(fc.tuple(oneOf(...edits), fc.nat(11)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([before, like, changes]) => ({
    before,
    after: changes.reduce(
      (changed, [edit, at]) => edit(changed, like, at),
      before,
    ),
  }));

const common = [
  ...['shop', 'istio-system'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  })),
  ...['cart', 'catalog', 'reviews'].map(name => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  })),
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'ingress-1',
      namespace: 'shop',
      labels: { istio: 'ingressgateway' },
    },
    spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'ingress', namespace: 'shop' },
    spec: {
      selector: { istio: 'ingressgateway' },
      ports: [{ port: 80 }, { port: 443 }],
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'istio' },
    spec: { controllerName: 'istio.io/gateway-controller' },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
    },
  },
];

const stamp = (created: number | undefined) =>
  created === undefined
    ? {}
    : { creationTimestamp: `2026-01-0${created}T00:00:00Z` };

export function snapshotOfWorld({
  virtualServices,
  httpRoutes,
  ingresses,
  httpsRedirect,
  delegates,
}: World): Snapshot {
  const metadata = (name: string, { created }: Routes) => ({
    name,
    namespace: 'shop',
    ...stamp(created),
  });
  const [first] = virtualServices;
  return snapshotOf('east', [
    ...common,
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            hosts: ['*'],
            ...(httpsRedirect && { tls: { httpsRedirect } }),
          },
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts: ['*.example.com'],
            tls: { mode: 'SIMPLE', credentialName: 'c' },
          },
        ],
      },
    },
    ...virtualServices.map((each, index) => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: metadata(`routes-${index}`, each),
      spec: {
        hosts: each.hosts,
        gateways: ['web'],
        exportTo: each.exportTo,
        http: [
          ...(delegates && index > 0
            ? [
                {
                  match: [{ uri: { prefix: '/api' } }],
                  delegate: { name: 'delegate' },
                },
              ]
            : []),
          ...each.http,
        ],
      },
    })),
    ...(delegates && first
      ? [
          {
            apiVersion: 'networking.istio.io/v1',
            kind: 'VirtualService',
            metadata: { name: 'delegate', namespace: 'shop' },
            spec: { http: first.http },
          },
        ]
      : []),
    ...httpRoutes.map((each, index) => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata(`routes-${index}`, each),
      spec: {
        parentRefs: [{ name: 'api' }],
        hostnames: each.hosts,
        rules: each.http,
      },
    })),
    ...ingresses.map((each, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...metadata(`routes-${index}`, each),
        annotations: { 'kubernetes.io/ingress.class': 'istio' },
      },
      spec: {
        rules: each.hosts.map(name => ({
          host: name,
          http: { paths: each.http },
        })),
      },
    })),
  ]);
}
