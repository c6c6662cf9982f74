import { Manifest } from './Manifest';
import { locate } from './locate';
import { parse } from './files/parse';

const text = `# two documents
kind: Service
metadata:
  name: a
---
kind: List
items:
  - kind: VirtualService
    metadata: { labels: { "x/y.z": b } }
    spec:
      http: [{ match: [{ uri: { exact: /a } }] },
             { route: [] }]
  - &second
    kind: Gateway
    spec:
      servers:
        - hosts:
            - a.io
            - b.io
          port: { number: 80 }
`;

function manifests(): Manifest[] {
  const parsed = parse(text, 'a.yaml');
  return 'fault' in parsed ? [] : parsed.manifests;
}

test.each([
  [0, '', 2, 1],
  [0, 'metadata.name', 4, 3],
  [0, 'spec.ports[1]', 2, 1],
  [1, '', 8, 5],
  [1, 'metadata.labels["x/y.z"]', 9, 27],
  [1, 'spec.http[0].match[0]', 11, 24],
  [1, 'spec.http[1].route', 12, 16],
  [2, 'spec.servers[0]', 17, 11],
  [2, 'spec.servers[0].hosts[1]', 19, 15],
  [2, 'spec.servers[0].tls.mode', 17, 11],
])('object %d, %s: %d:%d', (index, path, line, column) => {
  expect(locate(manifests()[index], path)).toMatchObject({
    file: 'a.yaml',
    line,
    column,
  });
});

test('the lines of a place are whole, and no more than it has', () => {
  const [, virtualService, gateway] = manifests();
  expect(locate(virtualService, 'spec.http[0].match[0]')?.lines).toEqual([
    '      http: [{ match: [{ uri: { exact: /a } }] },',
  ]);
  expect(locate(gateway, 'spec.servers[0].hosts')?.lines).toEqual([
    '        - hosts:',
    '            - a.io',
    '            - b.io',
  ]);
});

test('directives and ends of documents do not put lines off', () => {
  const parsed = parse(
    '%YAML 1.2\n---\nkind: a\n...\n---\nkind: b\n',
    'a.yaml',
  );
  const found = 'fault' in parsed ? [] : parsed.manifests;
  expect(found.map(each => locate(each, 'kind')?.line)).toEqual([3, 6]);
});
