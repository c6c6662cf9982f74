import { cpus } from 'node:os';
import { changes, contracts, owners, sidecars } from './changes';
import { growth } from './growth';
import { heap, programs } from './programs';
import { questions } from './questions';
import { Row, table } from './table';
import { trees } from './trees';
import { platformGateways, world } from './world';

/** Prints what the mesh costs. Figures depend on the machine, so there is no threshold here, only what was asked for. */
function main() {
  const company = world(1000);
  const count = (kind: string) =>
    company.objects
      .filter(object => object.kind === kind)
      .length.toLocaleString('en');
  const [cpu] = cpus();
  print(
    `${cpu?.model ?? 'An unknown processor'}, Node.js ${process.version}.`,
    `${company.objects.length.toLocaleString('en')} objects: ${count(
      'VirtualService',
    )} VirtualServices, ${count('HTTPRoute')} HTTPRoutes, ${(
      company.teams + platformGateways
    ).toLocaleString('en')} gateways, ${count('Service')} Services, ${count(
      'Pod',
    )} Pods.\n`,
  );
  const sections: Record<string, () => Row[]> = {
    Question: () => questions(company),
    'From a change to the new answer': () => [
      ...changes(company),
      ...owners(company),
      ...sidecars(company),
      ...contracts(company),
    ],
    Memory: () => heap(company),
    'All route tables of one gateway': growth,
    'Plan of a pull request': trees,
    'Whole program': () => programs(company),
  };
  for (const [title, rows] of Object.entries(sections))
    print(table(title, rows()));
}

function print(...lines: string[]) {
  process.stdout.write(`${lines.join('\n')}\n`);
}

main();
