import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gateway, routes } from '../../__testUtils__/payments';
import { workFolder } from '../../__testUtils__/workFolder';

const { cli, write, git, folder, remove } = workFolder();
const outside = workFolder();
afterAll(() => {
  remove();
  outside.remove();
});

beforeAll(() => {
  write({
    'east/gateway.yaml': gateway,
    'east/.hidden/x.yaml': 'a: b: c',
    'east/notes.md': 'a: b: c',
    'east/a name, "quoted" ü.yaml': routes,
    'shared/routes.yaml': routes,
    'linked/gateway.yaml': gateway,
    'broken.yaml': 'a: b: c',
  });
  symlinkSync('../shared/routes.yaml', join(folder, 'linked/routes.yaml'));
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'all');
  git('tag', 'v1');
  git('rm', '-rq', 'east');
  symlinkSync('/etc/hostname', join(folder, 'linked/away.yaml'));
  git('add', '.');
  git('commit', '-q', '-m', 'less');
});

test.each([
  [['--ref', 'v1', 'east'], 0, 'git:v1:east'],
  [['--ref', 'main~1', 'east/gateway.yaml', 'shared'], 0, ''],
  [['git:HEAD~1:east/'], 0, ''],
  [['git:v1:east/gateway.yaml', 'shared/routes.yaml'], 0, ''],
  [['git:v1:linked'], 0, 'what a link leads to'],
])('routes %j: %d %s', async (args, status) => {
  expect(await cli(['routes', ...args])).toMatchObject({
    status,
    err: '',
    out: expect.stringContaining('VirtualService payments/payments'),
  });
});

test.each([
  [['--ref', 'nope', 'east'], "This git repository has no ref 'nope'"],
  [['git:nope:east'], "no ref 'nope'"],
  [['git:--output=x:east'], "'--output=x' is no git ref: none starts with -"],
  [['--ref=--all', 'east'], 'none starts with -'],
  [['git::east'], 'names no git ref'],
  [
    ['--ref', 'main', 'east'],
    'There is no east in main of this git repository',
  ],
  [['--ref', 'v1', ':(glob)**'], 'There is no :(glob)** in v1'],
  [['--ref', 'v1', '../..'], 'git ls-tree: '],
  [['--ref', 'v1', '-'], 'Standard input has no git ref'],
  [['git:v1:broken.yaml'], 'git:v1:broken.yaml:1:5: bad indentation'],
  [['git:v1:east/notes.md'], 'git:v1:east/notes.md:1:5'],
  [
    ['git:main:linked'],
    'git:main:linked/away.yaml is a link that git cannot follow',
  ],
])('routes %j is refused', async (args, message) => {
  const { status, out, err } = await cli(['routes', ...args]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toContain(message);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a folder that no repository surrounds is refused', async () => {
  expect(await outside.cli(['routes', '--ref', 'main'])).toMatchObject({
    status: 2,
    err: expect.stringContaining('not a git repository'),
  });
});

test('without git there is a sentence', async () => {
  const { PATH } = process.env;
  process.env.PATH = folder;
  try {
    expect(await cli(['routes', '--ref', 'main'])).toMatchObject({
      status: 2,
      err: 'To read a git ref the program git is needed, and it is not on the PATH.\n',
    });
  } finally {
    process.env.PATH = PATH;
  }
});
