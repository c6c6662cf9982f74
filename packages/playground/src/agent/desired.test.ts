import { desiredState } from './desired';

const service =
  'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: x}\n';

it.each([
  ['one object', service, 1, []],
  [
    'two objects and an empty document',
    `${service}---\n---\n${service.replace('name: a', 'name: b')}`,
    2,
    [],
  ],
  ['a comment alone', '# nothing yet\n', 0, []],
  ['YAML that is not YAML', 'a: [1', 0, ['Flow sequence']],
  [
    'a document without a kind',
    'metadata: {name: a}\n',
    0,
    ['no apiVersion, kind'],
  ],
  ['a list of things', '- 1\n', 0, ['no apiVersion, kind']],
  [
    'the same object twice',
    `${service}---\n${service}`,
    1,
    ['v1 Service x/a is in a.yaml as well'],
  ],
])('%s', (_, text, objects, problems) => {
  const state = desiredState(new Map([['a.yaml', text]]));
  expect(state.objects).toHaveLength(objects);
  expect(state.problems).toEqual(
    problems.map(message => ({
      file: 'a.yaml',
      message: expect.stringContaining(message),
    })),
  );
});

it('leaves documentation alone', () => {
  const state = desiredState(new Map([['README.md', '# hello']]));
  expect(state).toEqual({ objects: [], problems: [] });
});
