const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const { cleanEnv } = require('./node.cjs');
const { backstageCli, inRoot } = require('./paths.cjs');
const { withTypeScript } = require('./playground.cjs');
const { requireFreePorts } = require('./ports.cjs');
const { Processes } = require('./processes.cjs');
const { Refusal } = require('./refusal.cjs');

const ports = {
  3000: 'the app',
  7007: 'the backend',
  7101: 'the sample cluster east',
  7102: 'the sample cluster west',
  7103: 'the playground’s forge',
};
const portal = 'http://localhost:3000';

/** The playground, the backend and the app, until Ctrl-C ends them all. */
async function start(node, args) {
  const { configs, verbose } = parse(args);
  await requireFreePorts(ports);
  const processes = new Processes();
  const interrupted = new Promise(done =>
    ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(name => process.on(name, done)),
  );
  const running = async () => {
    const started = Date.now();
    await startAll(processes, node, configs, verbose);
    greet(started);
    await processes.failure;
  };
  try {
    await Promise.race([interrupted, running()]);
    console.log('\nStopping …');
  } finally {
    await processes.stop();
  }
}

async function startAll(processes, node, configs, verbose) {
  const env = cleanEnv(node, { BROWSER: 'none' });
  const log = name => inRoot('.playground', 'logs', `${name}.log`);
  const parts = [
    {
      name: 'The playground',
      id: 'playground',
      cwd: inRoot(),
      args: withTypeScript('packages/playground/src/main.ts'),
      url: 'http://127.0.0.1:7103/ready',
      timeoutMs: 60_000,
    },
    {
      name: 'The backend',
      id: 'backend',
      cwd: inRoot('packages/backend'),
      args: [backstageCli, 'package', 'start', ...configs],
      url: 'http://127.0.0.1:7007/.backstage/health/v1/readiness',
      timeoutMs: 180_000,
    },
    {
      name: 'The app',
      id: 'app',
      cwd: inRoot('packages/app'),
      args: [backstageCli, 'package', 'start', ...configs],
      url: 'http://127.0.0.1:3000/',
      timeoutMs: 180_000,
    },
  ];
  console.log('Starting the playground, the backend and the app …');
  await Promise.all(
    parts.map(async part => {
      processes.start(part.name, node, part.args, {
        cwd: part.cwd,
        env,
        log: log(part.id),
        verbose,
      });
      await processes.answers(part.name, part.url, {
        log: log(part.id),
        timeoutMs: part.timeoutMs,
      });
      console.log(`  ${part.name} answers.`);
    }),
  );
}

function greet(started) {
  console.log(`
Ready after ${Math.round((Date.now() - started) / 1000)} s:  ${portal}

Three things to try:
  1. Open ${portal}/catalog/default/system/payments/gateways and press the button at the top: Payments gets a gateway of its own
     by a pull request, which you merge at http://localhost:7103.
  2. With that page open:  npm run playground -- edit scale east istio-system/istio-ingressgateway 3
  3. Break a cluster and see what the page says:  npm run playground -- break stop west   (and: heal west)

kubectl works too: kubectl --kubeconfig .playground/kubeconfig --context east get virtualservices -A
Logs are in .playground/logs. Ctrl-C ends everything.`);
}

/** `--config FILE`, repeatable, is added after app-config.yaml, so that it wins. */
function parse(args) {
  const files = [];
  let verbose = false;
  for (let i = 0; i < args.length; i++) {
    const [flag, inline] = args[i].split(/=(.*)/s);
    if (flag === '--config') files.push(inline ?? args[++i]);
    else if (flag === '--verbose') verbose = true;
    else
      throw new Refusal(
        `Unknown argument ${args[i]}. Usage: npm start -- [--config FILE]… [--verbose]`,
      );
  }
  const added = files.map(file => {
    const path = file && resolve(file);
    if (!path || !existsSync(path))
      throw new Refusal(
        `The config file ${
          file ?? '(none named after --config)'
        } does not exist.`,
      );
    return path;
  });
  return {
    verbose,
    configs: [inRoot('app-config.yaml'), ...added].flatMap(file => [
      '--config',
      file,
    ]),
  };
}

module.exports = { start };
