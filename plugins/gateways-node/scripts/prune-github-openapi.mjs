// The operations of GitHub's published OpenAPI description that the adapter calls, without prose, as a file for its test.
//   node scripts/prune-github-openapi.mjs api.github.com.json > src/forge/__fixtures__/github-openapi.json
import { readFileSync } from 'node:fs';

const OPERATIONS = {
  '/repos/{owner}/{repo}/branches/{branch}': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/git/refs/{ref}': ['delete'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['patch'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers': ['post'],
  '/repos/{owner}/{repo}/issues/{issue_number}/labels': ['post'],
};
const PROSE = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'x-github',
  'tags',
]);

const published = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const paths = Object.fromEntries(
  Object.entries(OPERATIONS).map(([path, methods]) => [
    path,
    Object.fromEntries(
      methods.map(method => [
        method,
        withoutProse(published.paths[path][method]),
      ]),
    ),
  ]),
);
const components = {};
follow(paths);
process.stdout.write(
  JSON.stringify({
    openapi: published.openapi,
    info: { title: published.info.title, version: published.info.version },
    paths,
    components,
  }),
);

/** A map of properties may hold one that is called "description": only keywords are dropped, not names. */
function withoutProse(value, isMapOfNames = false) {
  if (Array.isArray(value)) return value.map(item => withoutProse(item));
  if (typeof value !== 'object' || value === null) return value;
  const typed =
    // Validators want a type beside "nullable", which the description forgets here and there.
    !isMapOfNames && value.nullable === true && !value.type
      ? { type: 'object', ...value }
      : value;
  return Object.fromEntries(
    Object.entries(typed)
      .filter(([key]) => isMapOfNames || !PROSE.has(key))
      .map(([key, each]) => [
        key,
        !isMapOfNames && key === 'responses'
          ? described(each)
          : withoutProse(each, !isMapOfNames && key === 'properties'),
      ]),
  );
}

/** A response must have a description, so it gets an empty one. */
function described(responses) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      response.$ref ? response : { ...withoutProse(response), description: '' },
    ]),
  );
}

/** Takes along what is referred to. */
function follow(value) {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (key === '$ref' && typeof each === 'string') take(each);
    else follow(each);
  }
}

function take(ref) {
  const [, , kind, name] = ref.split('/');
  components[kind] ??= {};
  if (components[kind][name]) return;
  const all = published.components[kind];
  components[kind][name] =
    kind === 'responses'
      ? described({ [name]: all[name] })[name]
      : withoutProse(all[name]);
  follow(components[kind][name]);
}
