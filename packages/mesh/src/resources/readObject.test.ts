import { parse } from 'yaml';
import { refOf } from './object';
import { readObject } from './readObject';

/** A VirtualService with these lines in its spec. */
function virtualService(spec: string) {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: payments }
spec: ${spec}`;
}

function read(yaml: string) {
  const { value, problems } = readObject(parse(yaml));
  return {
    value,
    problems: problems.map(({ source, message }) =>
      source.path ? `${source.path}: ${message}` : message,
    ),
  };
}

describe('what is well-formed stays', () => {
  it('reads a route', () => {
    const route = virtualService(
      '{ hosts: [payments.my-company.io], gateways: [web], http: [{ route: [{ destination: { host: payments, port: { number: 80 } } }] }] }',
    );
    const { value, problems } = read(route);
    expect(problems).toEqual([]);
    expect(value).toEqual(parse(route));
  });

  test.each([
    [
      'networking.istio.io/v1alpha3',
      'VirtualService',
      'networking.istio.io/v1',
    ],
    ['networking.istio.io/v1beta1', 'Gateway', 'networking.istio.io/v1'],
    [
      'networking.istio.io/v1alpha3',
      'EnvoyFilter',
      'networking.istio.io/v1alpha3',
    ],
    [
      'gateway.networking.k8s.io/v1alpha2',
      'TLSRoute',
      'gateway.networking.k8s.io/v1',
    ],
    ['v1', 'Service', 'v1'],
    ['argoproj.io/v1alpha1', 'Rollout', 'argoproj.io/v1alpha1'],
  ])('%s %s is read as %s', (apiVersion, kind, expected) => {
    const object = { apiVersion, kind, metadata: { name: 'a' }, spec: {} };
    expect(readObject(object).value?.apiVersion).toBe(expected);
  });

  test.each([
    ['VirtualService', 'networking.istio.io/v1', '', 'default'],
    ['VirtualService', 'networking.istio.io/v1', 'payments', 'payments'],
    ['Namespace', 'v1', 'payments', undefined],
    ['Rollout', 'argoproj.io/v1alpha1', '', undefined],
  ])(
    'a %s of %s with namespace "%s" is in %s',
    (kind, apiVersion, namespace, expected) => {
      const object = { apiVersion, kind, metadata: { name: 'a', namespace } };
      expect(readObject(object).value?.metadata.namespace).toBe(expected);
    },
  );

  it('keeps a field and a word that its schema does not know', () => {
    const { value, problems } = read(
      virtualService(
        '{ hosts: [a.io], invented: { in: 1.40 }, http: [{ redirect: { redirectCode: 308, derivePort: FROM_MOON } }] }',
      ),
    );
    expect(value?.spec).toMatchObject({
      invented: { in: 1.4 },
      http: [{ redirect: { derivePort: 'FROM_MOON' } }],
    });
    expect(problems).toEqual([
      'spec.http[0].redirect.derivePort: expected one of FROM_PROTOCOL_DEFAULT, FROM_REQUEST_PORT, found "FROM_MOON"',
    ]);
  });
});

describe('what is malformed goes, with the smallest thing that stands alone', () => {
  test.each([
    [
      'hosts as a string',
      '{ hosts: a.io }',
      undefined,
      ['spec.hosts: expected a list of strings, found a string'],
    ],
    [
      'a spec that is a list',
      '[]',
      undefined,
      ['spec: expected an object, found a list'],
    ],
    ['no spec', '', undefined, ['spec: missing']],
    [
      'null for a list is absence',
      '{ hosts: [a.io], http: null }',
      { hosts: ['a.io'] },
      [],
    ],
    [
      'a host among others',
      '{ hosts: [a.io, 5] }',
      { hosts: ['a.io'] },
      ['spec.hosts[1]: expected a string, found a number'],
    ],
    [
      'a list that loses its last item takes what it narrows with it',
      '{ hosts: [a.io], exportTo: [1] }',
      undefined,
      ['spec.exportTo[0]: expected a string, found a number'],
    ],
    [
      'a route that is no object',
      '{ hosts: [a.io], http: [web, { name: a }] }',
      { hosts: ['a.io'], http: [{ name: 'a' }] },
      ['spec.http[0]: expected an object, found a string'],
    ],
    [
      'a match is never widened: the alternative goes',
      '{ http: [{ name: a, match: [{ port: 80 }, { uri: { prefix: [] }, port: 80 }] }] }',
      { http: [{ name: 'a', match: [{ port: 80 }] }] },
      ['spec.http[0].match[1].uri.prefix: expected a string, found a list'],
    ],
    [
      'nor lost: the route goes with its last alternative',
      '{ hosts: [a.io], http: [{ name: a, match: [{ uri: /a }] }, { name: b }] }',
      { hosts: ['a.io'], http: [{ name: 'b' }] },
      ['spec.http[0].match[0].uri: expected an object, found a string'],
    ],
    [
      'what the API requires is there, or its item is not',
      '{ http: [{ name: a, route: [{ weight: 1 }, { destination: { host: b } }] }] }',
      { http: [{ name: 'a', route: [{ destination: { host: 'b' } }] }] },
      ['spec.http[0].route[0].destination: missing'],
    ],
    [
      'a key that would change what the object is',
      '{ hosts: [a.io], __proto__: { gateways: [x] } }',
      { hosts: ['a.io'] },
      ['spec.__proto__: not the name of a field'],
    ],
    [
      'a key is quoted where it is no plain word',
      '{ http: [{ name: a }, { match: [{ headers: { "x y": 1 } }] }] }',
      { http: [{ name: 'a' }] },
      [
        'spec.http[1].match[0].headers["x y"]: expected an object, found a number',
      ],
    ],
  ])('%s', (_, spec, expected, problems) => {
    const found = read(virtualService(spec));
    expect(found.problems).toEqual(problems);
    expect(found.value?.spec).toEqual(expected);
  });

  it('keeps the first of two listeners with one name', () => {
    const { value, problems } = read(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: orders }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - { name: http, port: 81, protocol: HTTP }`);
    expect(value?.spec).toMatchObject({ listeners: [{ port: 80 }] });
    expect(problems).toEqual([
      'spec.listeners[1]: an earlier item has the same name',
    ]);
  });

  it('leaves the spec where the status is malformed', () => {
    const { value } = read(
      `${virtualService('{ hosts: [a.io] }')}\nstatus: broken`,
    );
    expect(value).toMatchObject({ spec: { hosts: ['a.io'] } });
    expect(value).not.toHaveProperty('status');
  });

  it('does not read a version whose meaning it does not know', () => {
    const { value, problems } = read(`
apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata: { name: reports, namespace: reports }
spec: { backend: { serviceName: reports, servicePort: 80 } }`);
    expect(problems).toEqual(['apiVersion: expected v1, found v1beta1']);
    expect(value).not.toHaveProperty('spec');
  });
});

describe('metadata', () => {
  const metadata = (fields: string) =>
    read(`{ apiVersion: v1, kind: Namespace, metadata: ${fields} }`);

  it('leaves out what servers and kubectl keep there for themselves', () => {
    const { value } = metadata(`{
      name: a, managedFields: [{ manager: kubectl }], selfLink: /a, annotations: {
      kubectl.kubernetes.io/last-applied-configuration: '{}', b: c } }`);
    expect(value?.metadata).toEqual({ name: 'a', annotations: { b: 'c' } });
  });

  test.each([
    [
      'a label that is a number',
      '{ a: 1, b: c }',
      { b: 'c' },
      ['metadata.labels.a: expected a string, found a number'],
    ],
    [
      'labels as a list',
      '[a]',
      {},
      ['metadata.labels: expected an object, found a list'],
    ],
    [
      '__proto__',
      '{ __proto__: { b: c } }',
      {},
      ['metadata.labels.__proto__: expected a string, found an object'],
    ],
    [
      'constructor is an ordinary word',
      '{ constructor: b }',
      { constructor: 'b' },
      [],
    ],
    [
      'a path',
      '{ a: ../b }',
      {},
      [
        expect.stringMatching(
          /^metadata\.labels\.a: expected at most 63 letters/,
        ),
      ],
    ],
    [
      'a newline',
      '{ a: "b\\n" }',
      {},
      [expect.stringMatching(/^metadata\.labels\.a: /)],
    ],
    ['empty', '{ a: "" }', { a: '' }, []],
  ])('labels: %s', (_, labels, expected, problems) => {
    const found = metadata(`{ name: a, labels: ${labels} }`);
    expect(found.problems).toEqual(problems);
    expect({ ...found.value?.metadata.labels }).toEqual(expected);
  });

  it('inherits nothing in labels', () => {
    const { value } = metadata('{ name: a, labels: {} }');
    expect(value?.metadata.labels?.constructor).toBeUndefined();
  });
});

describe('what nothing names', () => {
  test.each([
    ['a string', 'hello', ['expected an object, found a string']],
    ['null', 'null', ['expected an object, found nothing']],
    ['a list', '[]', ['expected an object, found a list']],
    [
      'an empty object',
      '{}',
      [
        'apiVersion: missing',
        'kind: missing',
        'metadata: expected an object, found nothing',
      ],
    ],
    [
      'no name',
      '{ apiVersion: v1, kind: Pod, metadata: {} }',
      ['metadata.name: missing'],
    ],
    [
      'a name that is a number',
      '{ apiVersion: v1, kind: Pod, metadata: { name: 1 } }',
      ['metadata.name: expected a string, found a number'],
    ],
    [
      'an apiVersion that is a number',
      '{ apiVersion: 1, kind: Pod, metadata: { name: a } }',
      ['apiVersion: expected a string, found a number'],
    ],
  ])('%s', (_, yaml, problems) => {
    expect(read(yaml)).toEqual({ value: undefined, problems });
  });
});

test.each([
  ['a path', '../a'],
  ['a folder', '..'],
  ['a newline', '"a\\n"'],
  ['an escape', 'a%2fb'],
])('%s names nothing', (_, name) => {
  const placed = `{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: ${name} } }`;
  expect(read(placed)).toEqual({
    value: undefined,
    problems: ['metadata.namespace: not a name that Kubernetes allows'],
  });
  const named = `{ apiVersion: v1, kind: Pod, metadata: { name: ${name} } }`;
  expect(read(named).value).toBeUndefined();
});

it('tells problems of the object as it is read: in the namespace where it would be created', () => {
  const { value, problems } = readObject({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
  });
  expect(value && refOf(value)).toEqual(problems[0].source.object);
  expect(problems[0].source.object.namespace).toBe('default');
});

describe('what is dangerous', () => {
  it('never keeps the values of a Secret', () => {
    const { value } = read(
      '{ apiVersion: v1, kind: Secret, metadata: { name: a }, type: Opaque, data: { a: Yg== }, stringData: { a: b } }',
    );
    expect(value).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'default' },
      type: 'Opaque',
    });
  });

  it('does not follow an object into the depth', () => {
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i += 1) deep = { deep };
    const { value, problems } = readObject({
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'a', namespace: 'b' },
      spec: { priority: 1, deep },
    });
    expect(value).not.toHaveProperty('spec');
    expect(problems.map(({ message }) => message)).toEqual([
      'nested deeper than 64 levels',
    ]);
  });

  it('does not unfold what a few lines say a billion times', () => {
    let laughs: unknown = 'lol';
    for (let i = 0; i < 30; i += 1) laughs = [laughs, laughs, laughs];
    const { value, problems } = readObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'b' },
      laughs,
    });
    expect(value).not.toHaveProperty('laughs');
    expect(problems.map(({ message }) => message)).toEqual([
      'too large to be read',
    ]);
  });

  it('does not tell the same a million times', () => {
    const { problems } = readObject({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'a', namespace: 'b' },
      spec: { hosts: Array.from({ length: 100_000 }, () => 1) },
    });
    expect(problems).toHaveLength(100);
  });

  it('reads ten thousand routes', () => {
    const http = Array.from({ length: 10_000 }, (_, index) => ({
      match: [{ uri: { prefix: `/${index}` } }],
      route: [{ destination: { host: 'payments' } }],
    }));
    const { value, problems } = readObject({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'a', namespace: 'b' },
      spec: { hosts: ['a.io'], http },
    });
    expect(value?.spec).toEqual({ hosts: ['a.io'], http });
    expect(problems).toEqual([]);
  });
});
