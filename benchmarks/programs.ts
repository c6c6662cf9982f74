import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, nothing } from './measure';
import { Row, timed } from './table';
import { KubernetesJson, World } from './world';

const root = join(__dirname, '..');
const cli = join(root, 'packages/cli/bin/product-gateways');

/** Heap, in a process of its own. */
export function heap({ teams }: World): Row[] {
  const out = execFileSync(
    process.execPath,
    [
      '--expose-gc',
      ...process.execArgv,
      join(__dirname, 'heap.ts'),
      `${teams}`,
    ],
    { encoding: 'utf8' },
  );
  const { count, snapshot, answers } = JSON.parse(out);
  const perObject = (bytes: number) =>
    `${(bytes / 1024 / count).toFixed(2)} KB`;
  return [
    { what: 'heap per object: snapshot', median: perObject(snapshot) },
    {
      what: 'heap per object: snapshot, all gateways and route tables',
      median: perObject(answers),
      asked: '≤ 2 KB',
    },
  ];
}

/** Whole processes, from start to end, over the same files. */
export function programs({ objects }: World): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'product-gateways-bench-'));
  try {
    writeWorld(folder, objects);
    const gateways = [cli, 'gateways', folder, '--output', 'json'];
    return [
      timed(
        'product-gateways --version, from the sources',
        measure({ runs: 7, before: nothing }, () =>
          runs(process.execPath, [cli, '--version']),
        ),
        '≤ 300 ms published',
      ),
      timed(
        'product-gateways gateways, of the world as files',
        measure({ runs: 1, before: nothing }, () =>
          runs(process.execPath, gateways),
        ),
      ),
      istioctl(folder),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function istioctl(folder: string): Row {
  const args = ['analyze', '--use-kube=false', folder];
  const { error } = spawnSync('istioctl', ['version', '--remote=false']);
  const what = 'istioctl analyze, of the same files';
  return error
    ? { what, median: 'istioctl: not found on PATH, skipped' }
    : timed(
        what,
        measure({ runs: 1, before: nothing }, () => runs('istioctl', args)),
      );
}

function runs(command: string, args: readonly string[]) {
  const { status, error, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1024 ** 3,
  });
  // istioctl and we both say with 1 and above that something was found.
  if (error || status === null || (status > 0 && command === process.execPath))
    throw new Error(`${command} ${args.join(' ')}: ${error ?? stderr}`);
}

/** What lies in git: a file for each namespace, without what only runs. */
function writeWorld(folder: string, objects: readonly KubernetesJson[]) {
  mkdirSync(folder, { recursive: true });
  const stated = objects.filter(
    ({ kind }) => kind !== 'Pod' && kind !== 'EndpointSlice',
  );
  const files = Map.groupBy(
    stated,
    ({ metadata: { namespace, name } }) => namespace ?? name,
  );
  for (const [name, found] of files) {
    const documents = found.map(object => JSON.stringify(object));
    writeFileSync(join(folder, `${name}.yaml`), documents.join('\n---\n'));
  }
}
