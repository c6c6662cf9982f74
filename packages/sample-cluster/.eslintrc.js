const assertions = ['expect*', 'untilStatus'];

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['src/suite/*.ts', 'src/**/*.test.ts'],
      rules: {
        'jest/expect-expect': ['warn', { assertFunctionNames: assertions }],
        // One suite in several files, run on two servers: starting a real one for each file would take too long.
        'jest/no-export': 'off',
      },
    },
  ],
});
