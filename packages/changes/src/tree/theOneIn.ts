import { ObjectRef } from '@product-gateways/mesh';
import { Refusal } from '../Refusal';
import { Manifests } from './manifests';
import { Manifest } from './readManifestFile';

/** Where git says an object that is to be edited; refused where it does not, or not once. */
export function theOneIn(
  { find, problems, templates }: Manifests,
  ref: ObjectRef,
): Manifest {
  const [found, second] = find(ref);
  const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
  if (second)
    throw new Refusal(
      'conflict',
      `${name} is in git twice, in ${found.file} and in ${second.file}. Remove the one that is not meant.`,
    );
  if (found) return found;
  const unread = [
    ...problems.map(({ file, line, message }) => `${file}:${line} ${message}`),
    ...templates.map(file => `${file} is a Helm template`),
  ];
  const hint = unread.length
    ? ` It may be in a file that could not be read: ${unread
        .slice(0, 3)
        .join('; ')}.`
    : ' Bring it into git first, where a change of it can be reviewed.';
  throw new Refusal(
    'conflict',
    `${name} is live, but not in git: a pull request cannot change it.${hint}`,
  );
}
