const { resolve } = require('node:path');

const root = resolve(__dirname, '..', '..');
const inRoot = (...parts) => resolve(root, ...parts);

module.exports = {
  inRoot,
  backstageCli: inRoot(
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  ),
};
