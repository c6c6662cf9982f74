const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { cleanEnv } = require('./node.cjs');
const { backstageCli, inRoot } = require('./paths.cjs');
const { Refusal } = require('./refusal.cjs');

/** Every Jest suite of the workspace; then a line for each part that was skipped, and the count. */
function test(node, args) {
  const resultsFile = inRoot('.jest-results.json');
  rmSync(resultsFile, { force: true });
  const { status } = spawnSync(
    node,
    [
      backstageCli,
      'repo',
      'test',
      '--watch=false',
      '--json',
      `--outputFile=${resultsFile}`,
      ...args,
    ],
    {
      cwd: inRoot(),
      env: cleanEnv(node),
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (!existsSync(resultsFile))
    throw new Refusal(
      'The tests did not run to their end: see the message above.',
    );
  const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
  console.log('');
  for (const reason of skipped(results)) console.log(`skipped: ${reason}`);
  console.log(
    'not in here: types, lint, formatting, API reports, builds and browser tests; .ci/run does them all',
  );
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  console.log(
    `${results.numPassedTests} passed, ${failed} failed, ${
      results.numPendingTests + results.numTodoTests
    } skipped`,
  );
  return status === 0 && failed === 0 ? 0 : 1;
}

/** What was skipped, each reason once. A suite that cannot run here says in its title what it lacks. */
function skipped({ testResults }) {
  const reasons = new Map();
  for (const { assertionResults } of testResults) {
    for (const { status, ancestorTitles, title } of assertionResults) {
      if (status !== 'pending' && status !== 'todo') continue;
      const reason =
        ancestorTitles.find(t =>
          /skipped|set KUBEBUILDER_ASSETS|not found/i.test(t),
        ) ?? [...ancestorTitles, title].join(' › ');
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  return [...reasons].map(([reason, count]) => `${reason} (${count})`);
}

module.exports = { test };
