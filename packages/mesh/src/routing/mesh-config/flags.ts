import { KubernetesObject, Problem, refOf } from '../../resources';
import { record, records, specOf, text } from '../fields';
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
  const read = Object.entries(defaultFlags).map(([name, standard]) => [
    name,
    flagValue(stated.get(name), standard),
  ]);
  return {
    value: { ...defaultFlags, ...Object.fromEntries(read) },
    problems,
  };
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
