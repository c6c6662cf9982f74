import {
  compareContracts,
  ContractOptions,
  GatewayPair,
} from '@product-gateways/mesh';
import { clusterInput, formatOf, parse } from '../arguments/args';
import { failOnOf, usuallyBroken } from '../contract/failOn';
import { judge } from '../contract/judge';
import { sidesOf } from '../contract/sides';
import { contractReport } from '../contract/report';
import { Command, commonHelp } from './Command';

export const contract: Command = {
  summary: 'whether a change keeps the API: every request, before and after',
  help: `Whether a change keeps the API: what becomes of every request, before and after. Not by sampling: all
requests are parted into finitely many regions, and each is compared.

  product-gateways contract BEFORE AFTER [--host HOST]
  product-gateways contract --ref REF PATH...       before: PATH as of REF; after: PATH as it is

  --host HOST          this host alone, several times for several; *.HOST for all below it
  --gateway A[=B]      this gateway workload alone, by its id; A before and B after
  --with SOURCE        what both sides have besides, several times
  --fail-on VERDICTS   what breaks the API, separated by commas; else
                       ${usuallyBroken.join(',')}
                       and there are newly-reachable,weight-changed,shadowed

${commonHelp}
Example: product-gateways contract --ref origin/main clusters/east --host payments.my-company.io -o markdown
Exit status: 0 kept, 1 broken, 2 could not tell: something could not be read, seen or decided, or nothing
is served.
`,
  async run(args, io) {
    const { positionals, values } = parse(args, {
      host: { type: 'string', multiple: true },
      gateway: { type: 'string', multiple: true },
      with: { type: 'string', multiple: true, default: [] },
      'fail-on': { type: 'string' },
    });
    const format = formatOf(values.output);
    const failOn = failOnOf(values['fail-on']);
    const options: ContractOptions = {
      hosts: values.host,
      gateways: values.gateway?.map(pairOf),
    };
    const sides = await sidesOf(
      { ...values, positionals, shared: values.with },
      await clusterInput(values, io),
      io,
    );
    const compared = sides.clusters.map(({ name, before, after }) => ({
      cluster: name,
      comparison: compareContracts(before, after, options),
    }));
    const judgement = judge(
      compared.map(({ comparison }) => comparison),
      sides,
      failOn,
    );
    const findings = { compared, sides, judgement, failOn };
    io.out(contractReport(findings, format, io));
    return judgement.status;
  },
};

/** @example pairOf('edge/Deployment/shared=payments/Deployment/gateway') */
function pairOf(stated: string): GatewayPair {
  const [before, after = before] = stated.split('=');
  return { before, after };
}
