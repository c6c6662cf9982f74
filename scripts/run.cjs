// The two commands of the README, and what they need on a fresh machine: a right Node, and dependencies installed by the checked-in
// Yarn. Runs on any Node from 18 up and depends on nothing, because nothing is installed yet.
//   node scripts/run.cjs setup | start [--config FILE …] [--verbose] | test [JEST ARGUMENTS] | bench | playground … | yarn …
const { Refusal } = require('./run/refusal.cjs');
const { rightNode } = require('./run/node.cjs');
const { install } = require('./run/dependencies.cjs');

const commands = {
  setup: async () =>
    console.log('Everything is installed. Next: npm start, or npm test.'),
  start: (node, args) => require('./run/start.cjs').start(node, args),
  test: (node, args) => require('./run/test.cjs').test(node, args),
  playground: (node, args) =>
    require('./run/playground.cjs').playground(node, args),
  bench: (node, args) => require('./run/bench.cjs').bench(node, args),
  yarn: (node, args) => require('./run/yarn.cjs').yarn(node, args),
};

async function main([name, ...args]) {
  const command = commands[name];
  if (!command)
    throw new Refusal(
      `Unknown command ${name ?? ''}. Try: ${Object.keys(commands).join(
        ', ',
      )}.`,
    );
  const node = await rightNode();
  await install(node);
  return command(node, args);
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code ?? 0;
  },
  error => {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    process.exitCode = 1;
  },
);
