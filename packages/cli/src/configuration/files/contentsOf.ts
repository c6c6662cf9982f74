import { isRecord } from '@product-gateways/mesh';
import { Contents, Manifest } from '../Manifest';
import { parse } from './parse';

export type File = { readonly name: string } & (
  | { readonly text: string }
  | { readonly fault: string }
);

/**
 * What files hold. In a folder lies more than Kubernetes objects (a chart's values, a schema), so what is none is left out there, and
 * said; a file that is named has to hold some, since one that is cut short or the wrong one must not pass for "nothing is there".
 */
export function contentsOf(
  files: readonly File[],
  { folder, notes = [] }: { folder?: string; notes?: readonly string[] } = {},
): Contents {
  const manifests: Manifest[] = [];
  const faults: string[] = [];
  const leftOut: string[] = [];
  for (const file of files) {
    const read = 'fault' in file ? file : parse(file.text, file.name);
    if ('fault' in read) {
      faults.push(read === file ? `${file.name} ${read.fault}` : read.fault);
      continue;
    }
    const objects = read.manifests.filter(({ object }) => isKubernetes(object));
    const stranger = read.manifests.find(each => !objects.includes(each));
    for (const manifest of objects) manifests.push(manifest);
    if (objects.length > 0 && !stranger) continue;
    if (folder !== undefined) leftOut.push(file.name);
    else faults.push(strangeness(file.name, stranger));
  }
  if (folder !== undefined && files.length === 0)
    faults.push(`${folder} holds no file named *.yaml, *.yml or *.json.`);
  return {
    manifests,
    faults,
    notes: [
      ...notes,
      ...(leftOut.length > 0
        ? [
            `Left out, since they hold other things than Kubernetes objects: ${few(
              leftOut,
            )}.`,
          ]
        : []),
    ],
  };
}

/** Half of an object is one that cannot be read; what says neither is something else. */
const isKubernetes = (object: unknown) =>
  isRecord(object) && ('apiVersion' in object || 'kind' in object);

function strangeness(file: string, stranger: Manifest | undefined): string {
  return stranger
    ? `${file}:${
        stranger.document?.line ?? 1
      }:1: expected a Kubernetes object with apiVersion and kind.`
    : `${file} holds no Kubernetes object.`;
}

function few(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 5), names.length - 5];
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
