module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // A file reads downwards: what it exports first, then the constants and functions that this needs.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, variables: false, classes: false },
    ],
  },
});
