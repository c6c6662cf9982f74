module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // These fail when what they wait for does not come.
    'jest/expect-expect': [
      'error',
      {
        assertFunctionNames: [
          'expect',
          'until*',
          'viewWhen',
          'waitFor',
          '**.expect',
        ],
      },
    ],
  },
});
