const { spawnSync } = require('node:child_process');
const { cleanEnv } = require('./node.cjs');
const { inRoot } = require('./paths.cjs');
const { withTypeScript } = require('./playground.cjs');

/** Prints what the mesh costs; see benchmarks/README.md. */
function bench(node, args) {
  const { status } = spawnSync(
    node,
    [...withTypeScript('benchmarks/main.ts'), ...args],
    {
      cwd: inRoot(),
      env: cleanEnv(node),
      stdio: 'inherit',
    },
  );
  return status ?? 1;
}

module.exports = { bench };
