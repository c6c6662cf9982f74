import { control, runningState } from './control';
import { choice, Mistake, named, wholeNumber, type Io } from './Io';

type Kind = 'silence' | 'stop' | 'forbid' | 'slow' | 'forge';

export const breakSomething =
  (kind: Kind) =>
  (args: string[], io: Io): Promise<void> =>
    kind === 'forge' ? breakForge(args, io) : breakCluster(kind, args, io);

export async function heal(args: string[], io: Io) {
  const known = [...(await clusterNames(io)), 'forge'];
  const wanted = args.length
    ? [choice('cluster', named(args, 'CLUSTER').CLUSTER, known)]
    : known;
  for (const name of wanted)
    await control(io.folder, 'DELETE', `${pathOf(name)}/fault`);
  io.out(`Healed: ${wanted.join(', ')}.`);
}

export async function reset(args: string[], io: Io) {
  named(args);
  await control(io.folder, 'POST', '/reset');
  io.out('Everything is as at the start.');
}

async function breakCluster(
  kind: Exclude<Kind, 'forge'>,
  [name, detail, ...rest]: string[],
  io: Io,
) {
  const cluster = choice(
    'cluster',
    named(name ? [name] : [], 'CLUSTER').CLUSTER,
    await clusterNames(io),
  );
  named(rest);
  const [fault, said] = faultOf(kind, detail);
  await control(io.folder, 'PUT', `${pathOf(cluster)}/fault`, fault);
  io.out(`${cluster} ${said}. End it with: heal ${cluster}`);
}

function faultOf(
  kind: Exclude<Kind, 'forge'>,
  detail: string | undefined,
): [object, string] {
  switch (kind) {
    case 'forbid': {
      const resource = detail ?? 'virtualservices';
      return [{ kind, resource }, `forbids the portal to read ${resource}`];
    }
    case 'slow': {
      const seconds = wholeNumber('SECONDS', detail ?? '5');
      return [
        { kind, milliseconds: seconds * 1000 },
        `takes ${seconds} s for each answer to the portal`,
      ];
    }
    default:
      named(detail ? [detail] : []);
      return [
        { kind },
        kind === 'silence' ? 'says nothing any more' : 'does not listen',
      ];
  }
}

async function breakForge([how, code = '403', ...rest]: string[], io: Io) {
  if (!how) throw new Mistake('down or refuse is missing.');
  named(rest);
  const kind = choice('fault', how, ['down', 'refuse'] as const);
  const status = Number(choice('status', code, ['401', '403', '500'] as const));
  const fault = kind === 'down' ? { kind } : { kind, status };
  await control(io.folder, 'PUT', '/forge/fault', fault);
  io.out(
    `The forge ${
      kind === 'down' ? 'does not listen' : `refuses with ${status}`
    }. End it with: heal forge`,
  );
}

async function clusterNames({ folder }: Io): Promise<string[]> {
  return Object.keys((await runningState(folder)).clusters);
}

function pathOf(name: string): string {
  return name === 'forge' ? '/forge' : `/clusters/${name}`;
}
