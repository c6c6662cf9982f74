import {
  gatewaysOf,
  GatewayWorkload,
  MeshClient,
  Request,
  resolve as decide,
  resolveAt,
} from '@product-gateways/mesh';
import { formatOf, meshInput, parse } from '../arguments/args';
import { Configuration, statusOf } from '../configuration/Configuration';
import { NamedProbe, readProbes } from '../arguments/probes';
import { clientOf } from '../arguments/client';
import { readMesh } from '../configuration/readMesh';
import { requestOf } from '../arguments/request';
import { Refusal } from '../io';
import { Answered, decisions } from '../output/decisions';
import { isAnswered, nameOf } from '../output/words';
import { Command, commonHelp } from './Command';

export const resolve: Command = {
  summary: 'what becomes of a request, and why',
  help: `What becomes of a request, and why: every step, and the line of YAML that decides.

  product-gateways resolve SOURCE... --url URL [-X METHOD] [-H 'name: value'] [--gateway NAMESPACE/NAME]
  product-gateways resolve SOURCE... --url URL --from NAMESPACE
  product-gateways resolve SOURCE... --probes FILE

  --url URL            the request, as curl would send it
  -X, --method METHOD  else GET
  -H, --header LINE    several times for several headers
  --gateway NAME       one gateway workload alone, as namespace/name; else each of them answers, since
                       nothing but DNS says which one a client would reach
  --from CLIENT        what the sidecar of a client inside the mesh does instead: NAMESPACE, or
                       NAMESPACE/LABEL=VALUE,... for pods with these labels
  --probes FILE        a JSON list of requests, answered in order

${commonHelp}
Example: product-gateways resolve clusters/east --url https://payments.my-company.io/web -H 'x-user: a'
Exit status: 0 some gateway answers (of probes: every one is answered), 1 none does, 2 could not tell. A
service that does not exist is no answer.
`,
  async run(args, io) {
    const { positionals, values } = parse(args, {
      probes: { type: 'string' },
      url: { type: 'string' },
      method: { type: 'string', short: 'X', default: 'GET' },
      header: { type: 'string', short: 'H', multiple: true, default: [] },
      gateway: { type: 'string' },
      from: { type: 'string' },
    });
    const format = formatOf(values.output);
    const { probes: file } = values;
    const request = file === undefined ? requestOf(values) : undefined;
    const client = clientOf(values.from);
    const probes = file === undefined ? [] : await readProbes(file, io);
    const input = await meshInput(positionals, values, io);
    const configuration = await readMesh(input, io);
    const answers = request
      ? answersTo(configuration, request, client, values.gateway)
      : atProbes(configuration, probes);
    io.out(decisions({ answers, configuration, request }, format, io));
    const answered = answers.map(({ decision }) => isAnswered(decision));
    return statusOf(
      configuration,
      request ? answered.includes(true) : !answered.includes(false),
    );
  },
};

/** Of the client's sidecar, else of the gateway named, or of all. */
function answersTo(
  { mesh }: Configuration,
  request: Request,
  from: MeshClient | undefined,
  name: string | undefined,
): Answered[] {
  if (from)
    return [...mesh].map(([cluster, snapshot]) => ({
      id: `A client in ${from.namespace}`,
      cluster,
      decision: decide(snapshot, { ...request, from }),
    }));
  const known = [...mesh.values()].flatMap(snapshot =>
    gatewaysOf(snapshot).map(gateway => ({ snapshot, gateway })),
  );
  const chosen = known.filter(
    ({ gateway }) => name === undefined || namesOf(gateway).includes(name),
  );
  if (name !== undefined && chosen.length === 0)
    throw new Refusal(
      `No gateway ${name} is there, only: ${
        known.map(({ gateway }) => namesOf(gateway)[0]).join(', ') || 'none'
      }.`,
    );
  return chosen.map(({ snapshot, gateway }) => ({
    id: nameOf(gateway.workload),
    cluster: snapshot.cluster,
    decision: resolveAt(snapshot, gateway, request),
  }));
}

const namesOf = ({ id, namespace, workload }: GatewayWorkload) => [
  `${namespace}/${workload.name}`,
  id,
];

/** Each cluster answers each of them. */
const atProbes = (
  { mesh }: Configuration,
  probes: readonly NamedProbe[],
): Answered[] =>
  [...mesh].flatMap(([cluster, snapshot]) =>
    probes.map(({ id, ...probe }) => ({
      id,
      cluster,
      decision: decide(snapshot, probe),
    })),
  );
