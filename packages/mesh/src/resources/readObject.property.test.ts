import fc from 'fast-check';
import { parse } from 'yaml';
import { readObject } from './readObject';

const samples = `
- apiVersion: networking.istio.io/v1
  kind: VirtualService
  metadata: { name: web, namespace: payments, labels: { a: b }, ownerReferences: [{ apiVersion: v1, kind: A, name: b, uid: c }] }
  spec:
    hosts: [a.io, b.io]
    exportTo: ['*']
    http:
      - match: [{ uri: { prefix: /a }, headers: { x: { exact: y } } }, { port: 80 }]
        route: [{ destination: { host: web, port: { number: 80 } }, weight: 1 }]
        timeout: 1s
      - redirect: { uri: /b, redirectCode: 301 }
- apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: { name: web, namespace: orders }
  spec:
    gatewayClassName: istio
    listeners:
      - { name: a, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }
      - { name: b, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: c }] } }
- apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web, namespace: payments, generation: 1, annotations: { a: b } }
  spec:
    replicas: 2
    selector: { matchLabels: { app: web } }
    template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: a, ports: [{ containerPort: 80 }] }] } }
  status: { readyReplicas: 1 }`;

/** A sample in which one value, anywhere, is something else. */
const spoiled = fc
  .constantFrom<unknown[]>(...parse(samples))
  .chain(sample =>
    fc.tuple(
      fc.constant(sample),
      fc.constantFrom(...pathsOf(sample)),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  )
  .map(([sample, path, value]) => replaced(sample, path, value));

it('never throws', () => {
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.anything()), input => {
      expect(() => readObject(input)).not.toThrow();
    }),
  );
});

it('gives what is well-formed: reading it again changes nothing and finds no more than unknown words', () => {
  fc.assert(
    fc.property(spoiled, input => {
      const { value } = readObject(input);
      fc.pre(value !== undefined);
      const again = readObject(value);
      expect(again.value).toEqual(value);
      const structural = again.problems.filter(
        ({ source, message }) =>
          source.path !== 'spec' && !message.startsWith('expected one of'),
      );
      expect(structural).toEqual([]);
    }),
  );
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const inside = Object.values(value).flatMap((each, index) =>
    pathsOf(each, [...path, keys[index]]),
  );
  return path.length ? [path, ...inside] : inside;
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) =>
      index === key ? replaced(each, rest, by) : each,
    );
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[key], rest, by) };
}
