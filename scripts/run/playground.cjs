const { spawnSync } = require('node:child_process');
const { cleanEnv } = require('./node.cjs');
const { inRoot } = require('./paths.cjs');

/** How a TypeScript file of the workspace is run without a build. */
const withTypeScript = file => [
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs', {
    paths: [inRoot()],
  }),
  inRoot(file),
];

/** Edits, breaks and heals the running playground. */
function playground(node, args) {
  const { status } = spawnSync(
    node,
    [...withTypeScript('packages/playground/src/cli.ts'), ...args],
    {
      cwd: inRoot(),
      env: cleanEnv(node),
      stdio: 'inherit',
    },
  );
  return status ?? 1;
}

module.exports = { playground, withTypeScript };
