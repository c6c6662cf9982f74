import {
  Decision,
  gatewaysOf,
  GatewayWorkload,
  Request,
  resolve as decide,
  resolveAt,
  Snapshot,
} from '@product-gateways/mesh';
import { formatOf, parse } from '../input/args';
import { readProbes } from '../input/probes';
import { readSnapshot } from '../input/readSnapshot';
import { requestOf } from '../input/request';
import { ExitStatus, Io, Refusal } from '../io';
import { nameOf, placeOf } from '../output/words';

/** `resolve FILE... --url URL | --probes FILE`: what gateways do with requests, and why. 1: no gateway answers the request, or one of the probes is not answered. */
export async function resolve(
  args: readonly string[],
  io: Io,
): Promise<ExitStatus> {
  const { positionals, values } = parse(args, {
    output: { type: 'string' },
    probes: { type: 'string' },
    url: { type: 'string' },
    method: { type: 'string', short: 'X', default: 'GET' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    gateway: { type: 'string' },
  });
  const format = formatOf(values.output);
  const snapshot = await readSnapshot(positionals, io);
  const answers =
    values.probes === undefined
      ? atGateways(snapshot, requestOf(values), values.gateway)
      : (await readProbes(values.probes, io)).map(({ id, ...probe }) => ({
          id,
          decision: decide(snapshot, probe),
        }));
  if (format === 'json')
    io.out(
      `[\n${answers
        .map(answer => JSON.stringify(toJson(answer)))
        .join(',\n')}\n]\n`,
    );
  else io.out(answers.map(toText).join('\n'));
  const yes = ({ decision }: Answer) => answered.includes(decision.outcome);
  return (values.probes === undefined ? answers.some(yes) : answers.every(yes))
    ? 0
    : 1;
}

const answered: readonly Decision['outcome'][] = [
  'route',
  'redirect',
  'direct-response',
  'tcp',
];

interface Answer {
  readonly id: string;
  readonly decision: Decision;
}

/** The gateway named, or all: without DNS nothing says which one a client would reach. */
function atGateways(
  snapshot: Snapshot,
  request: Request,
  name: string | undefined,
): Answer[] {
  const known = gatewaysOf(snapshot);
  const chosen = known.filter(
    gateway => name === undefined || namesOf(gateway).includes(name),
  );
  if (chosen.length === 0)
    throw new Refusal(
      name === undefined
        ? 'No gateway workload is there.'
        : `No gateway ${name} is there, only ${
            known.map(gateway => namesOf(gateway)[0]).join(', ') || 'none'
          }.`,
    );
  return chosen.map(gateway => ({
    id: nameOf(gateway.workload),
    decision: resolveAt(snapshot, gateway, request),
  }));
}

const namesOf = ({ id, namespace, workload }: GatewayWorkload) => [
  `${namespace}/${workload.name}`,
  id,
];

function toJson({ id, decision }: Answer) {
  const { outcome, status, location, destinations, decidedBy } = decision;
  return {
    id,
    outcome,
    status,
    location,
    destinations: destinations.map(({ cluster, weight, exists }) => ({
      cluster,
      weight,
      clusterExists: exists,
    })),
    route: decidedBy && {
      kind: decidedBy.kind,
      namespace: decidedBy.namespace,
      name: decidedBy.name,
    },
  };
}

function toText({ id, decision }: Answer): string {
  const { outcome, status, location, steps } = decision;
  const title = [id, outcome, status, location]
    .filter(part => part !== undefined)
    .join(' ');
  const lines = steps.map(
    ({ taken, text, source }) =>
      `  ${taken ? '✓' : '✗'} ${text}${
        source ? `  (${placeOf(source)})` : ''
      }\n`,
  );
  return `${title}\n${lines.join('')}`;
}
