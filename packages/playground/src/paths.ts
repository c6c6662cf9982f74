import { dirname, join, resolve } from 'node:path';

const packageRoot = dirname(require.resolve('../package.json'));

/** What the repository platform/deploy holds at the start. */
export const seedFolder = join(packageRoot, 'seed');

/** The forge's one style sheet. */
export const styleSheet = join(packageRoot, 'src/forge/pages/style.css');

/** The root of the monorepo. */
export const root = resolve(packageRoot, '../..');

/** Everything that the playground writes. */
export const stateFolder = join(root, '.playground');

/** The role that an installation gives to the portal. */
export const readerRoleFile = join(root, 'deploy/reader-clusterrole.yaml');
