import { linesOfDiff } from './linesOfDiff';

test('tells added, removed and same lines apart, from the first hunk on', () => {
  const diff = `--- a/x.yaml
+++ b/x.yaml
@@ -1,2 +1,2 @@
 spec:
-  replicas: 1
+  replicas: 2
`;

  expect(linesOfDiff(diff)).toEqual([
    { kind: 'place', text: '@@ -1,2 +1,2 @@' },
    { kind: 'same', text: ' spec:' },
    { kind: 'removed', text: '-  replicas: 1' },
    { kind: 'added', text: '+  replicas: 2' },
  ]);
});

test('a removed line that looks like a header is a removed line', () => {
  expect(linesOfDiff('@@ -1 +0,0 @@\n--- a comment\n')).toContainEqual({
    kind: 'removed',
    text: '--- a comment',
  });
});
