import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const script = join(
  dirname(require.resolve('@product-gateways/sample-cluster/package.json')),
  'scripts/strip-crds.mjs',
);

const published = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com, annotations: {controller: v1}, creationTimestamp: null}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
  - name: v1
    served: true
    storage: true
    additionalPrinterColumns: [{name: Age, type: date, jsonPath: .x, description: How old.}]
    schema:
      openAPIV3Schema:
        description: A thing.
        type: object
        properties:
          description: {type: string, description: What it is for.}
          size: {type: string, enum: [description], default: description}
status: {storedVersions: []}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crds-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('strip-crds', () => {
  it('drops prose, and keeps a property that is called description', () => {
    writeFileSync(join(folder, 'things.yaml'), published);
    const out = join(folder, 'out.json');
    execFileSync(process.execPath, [script, out, folder]);
    const { items } = JSON.parse(readFileSync(out, 'utf8'));
    expect(items).toEqual([
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: {
          name: 'things.example.com',
          annotations: { controller: 'v1' },
        },
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { kind: 'Thing', plural: 'things' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              additionalPrinterColumns: [
                { name: 'Age', type: 'date', jsonPath: '.x' },
              ],
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: {
                    description: { type: 'string' },
                    size: {
                      type: 'string',
                      enum: ['description'],
                      default: 'description',
                    },
                  },
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it('fails where there is none', () => {
    expect(() =>
      execFileSync(
        process.execPath,
        [script, join(folder, 'out.json'), folder],
        { stdio: 'pipe' },
      ),
    ).toThrow('no CustomResourceDefinition in');
  });
});
