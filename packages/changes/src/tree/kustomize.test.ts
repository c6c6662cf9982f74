import { basesOf, kustomizeWarnings } from './kustomize';

const tree = (files: Record<string, string>) => new Map(Object.entries(files));

const shared = {
  'base/a.yaml': 'a',
  'base/kustomization.yaml': 'resources: [a.yaml, ./b]\n',
  'base/b/b.yaml': 'b',
  'base/b/kustomization.yml': 'resources:\n  - b.yaml\n',
  'clusters/east/kustomization.yaml': 'resources: [../../base/]\n',
  'clusters/west/Kustomization': 'bases: [../../base]\n',
  'clusters/north/own.yaml': 'c',
};

test.each([
  ['clusters/east', ['base/a.yaml', 'base/b/b.yaml']],
  ['clusters/west', ['base/a.yaml', 'base/b/b.yaml']],
  ['clusters/north', []],
  ['base', []],
])('what %s builds on outside of it', (folder, paths) => {
  const found = basesOf(tree(shared), folder).map(([path]) => path);
  expect(found.sort()).toEqual(paths);
});

test.each<[string, Record<string, string>, number]>([
  ['two overlays', shared, 1],
  [
    'one overlay',
    { ...shared, 'clusters/west/Kustomization': 'resources: []\n' },
    0,
  ],
  ['no kustomization', { 'base/b/b.yaml': 'b' }, 0],
  [
    'a kustomization that is broken',
    { ...shared, 'clusters/west/Kustomization': 'resources: [' },
    0,
  ],
  [
    'bases that name each other',
    { ...shared, 'base/b/kustomization.yml': 'resources: [b.yaml, ..]\n' },
    1,
  ],
  [
    'from elsewhere, and out of the tree',
    {
      ...shared,
      'clusters/west/Kustomization':
        'resources: [https://example.io/base, ../../../base]\n',
    },
    0,
  ],
])('a warning where a base is shared: %s', (_, files, warnings) => {
  expect(kustomizeWarnings(tree(files), ['base/b/b.yaml'])).toHaveLength(
    warnings,
  );
});
