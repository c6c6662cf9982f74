import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { gateway, routes } from './__testUtils__/payments';
import { workFolder } from './__testUtils__/workFolder';

const { folder, write, remove } = workFolder();
beforeAll(() => write({ 'gateway.yaml': gateway, 'routes.yaml': routes }));
afterAll(remove);

const bin = join(__dirname, '../bin/product-gateways');

function runBin(args: readonly string[], { env = {}, input = '' } = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, ...args],
    {
      cwd: folder,
      // Jest's own would colour the output.
      env: { PATH: process.env.PATH, ...env },
      input,
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

const sources = ['gateway.yaml', 'routes.yaml'];

test('runs in a checkout, from any folder, without a build', () => {
  expect(runBin(['gateways', ...sources])).toEqual({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^GATEWAY .*\nPod payments\/gateway-1 /),
  });
});

test('reads standard input', () => {
  expect(runBin(['gateways', '-'], { input: gateway }).stdout).toContain(
    'Pod payments/gateway-1',
  );
  expect(
    runBin(['gateways', '-'], { input: 'x'.repeat(33 * 1024 * 1024) }),
  ).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('standard input is larger than 32 MiB'),
  });
});

test('colours what is no terminal when it is told to alone', () => {
  const coloured = '\u001b[1mGATEWAY';
  const { stdout } = runBin(['gateways', ...sources], {
    env: { FORCE_COLOR: '1' },
  });
  expect(stdout).toContain(coloured);
  expect(
    runBin(['gateways', ...sources], { env: { NO_COLOR: '1' } }).stdout,
  ).not.toContain(coloured);
});

test('sets the exit status', () => {
  const url = ['--url', 'http://payments.my-company.io/nothing'];
  expect(runBin(['resolve', ...sources, ...url]).status).toBe(1);
  expect(runBin(['gateways', 'gone.yaml'])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'gone.yaml does not exist.\n',
  });
});
