const { spawnSync } = require('node:child_process');
const { yarnPath } = require('./dependencies.cjs');
const { cleanEnv } = require('./node.cjs');
const { inRoot } = require('./paths.cjs');

/** The checked-in Yarn under the right Node, for those who have neither. */
function yarn(node, args) {
  const { status } = spawnSync(node, [yarnPath(), ...args], {
    cwd: inRoot(),
    env: cleanEnv(node),
    stdio: 'inherit',
  });
  return status ?? 1;
}

module.exports = { yarn };
