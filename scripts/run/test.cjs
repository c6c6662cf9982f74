const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { cleanEnv } = require('./node.cjs');
const { backstageCli, inRoot } = require('./paths.cjs');
const { Refusal } = require('./refusal.cjs');

/** Every suite of the workspace; then a line for each part that was skipped, and the count. With arguments: Jest's alone. */
function test(node, args) {
  const parts = [
    args.length ? none : testScripts(node),
    testPackages(node, args),
  ];
  console.log('');
  for (const reason of parts.flatMap(part => part.skippedBecause))
    console.log(`skipped: ${reason}`);
  console.log(
    'not in here: types, lint, formatting, API reports, builds and browser tests; .ci/run does them all',
  );
  const sum = count => parts.reduce((total, part) => total + part[count], 0);
  console.log(
    `${sum('passed')} passed, ${sum('failed')} failed, ${sum(
      'skipped',
    )} skipped`,
  );
  return sum('failed') === 0 ? 0 : 1;
}

const none = { passed: 0, failed: 0, skipped: 0, skippedBecause: [] };

/** The scripts must run before anything is installed, so their tests use Node's own runner. */
function testScripts(node) {
  const { stdout, status } = spawnSync(
    node,
    ['--test', '--test-reporter=tap', inRoot('scripts', 'run.test.cjs')],
    { cwd: inRoot(), env: cleanEnv(node), encoding: 'utf8' },
  );
  if (status !== 0) console.error(stdout);
  const count = name =>
    Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(stdout)?.[1] ?? 0);
  return {
    ...none,
    passed: count('pass'),
    failed: count('fail') || Number(status !== 0),
    skipped: count('skipped'),
  };
}

function testPackages(node, args) {
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
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed || Number(status !== 0),
    skipped: results.numPendingTests + results.numTodoTests,
    skippedBecause: reasons(results),
  };
}

/** Why tests were skipped, each reason once. A suite that cannot run here says in its title what it lacks. */
function reasons({ testResults }) {
  const counts = new Map();
  for (const { status, ancestorTitles, title } of testResults.flatMap(
    result => result.assertionResults,
  )) {
    if (status !== 'pending' && status !== 'todo') continue;
    const reason =
      ancestorTitles.find(text => /skipped/i.test(text)) ??
      [...ancestorTitles, title].join(' › ');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${reason} (${count})`);
}

module.exports = { test };
