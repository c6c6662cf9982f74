import { KubernetesObject, Problem, refOf } from '../../resources';
import { record, records, specOf, text, texts } from '../fields';
import { defaultFlags, IstiodFlags } from './MeshConfig';

/** istiod's flags from the environment of its container, a flag that is not there at its default. */
export function readFlags(istiod: KubernetesObject): {
  value: IstiodFlags;
  problems: readonly Problem[];
} {
  const { containers } = record(record(specOf(istiod).template).spec);
  const stated = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [container, at] of records(containers)) {
    for (const [{ name, value }, index] of records(container.env)) {
      if (typeof name !== 'string' || !Object.hasOwn(defaultFlags, name))
        continue;
      if (text(value) !== undefined) stated.set(name, text(value) ?? '');
      else
        problems.push({
          source: {
            object: refOf(istiod),
            path: `spec.template.spec.containers[${at}].env[${index}]`,
          },
          message: `${name} comes from elsewhere and is not seen: its default is assumed`,
        });
    }
  }
  problems.push(...domainProblems(istiod, containers));
  const read = Object.entries(defaultFlags).map(([name, standard]) => [
    name,
    flagValue(stated.get(name), standard),
  ]);
  return {
    value: { ...defaultFlags, ...Object.fromEntries(read) },
    problems,
  };
}

/** Names of Services are told with the usual domain. */
function domainProblems(
  istiod: KubernetesObject,
  containers: unknown,
): Problem[] {
  return records(containers).flatMap(([container, at]) => {
    const args = texts(container.args);
    const domain = args[args.indexOf('--domain') + 1];
    if (!args.includes('--domain') || !domain || domain === 'cluster.local')
      return [];
    return [
      {
        source: {
          object: refOf(istiod),
          path: `spec.template.spec.containers[${at}].args`,
        },
        message: `The cluster domain is ${domain}: Services are looked for as cluster.local all the same`,
      },
    ];
  });
}

const yes = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const no = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** As Go reads a boolean; what is none leaves the default. */
function flagValue(
  stated: string | undefined,
  standard: boolean | string,
): boolean | string {
  if (stated === undefined) return standard;
  if (typeof standard === 'string') return stated;
  if (yes.includes(stated)) return true;
  return no.includes(stated) ? false : standard;
}
