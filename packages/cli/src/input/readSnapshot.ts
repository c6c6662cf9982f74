import { Snapshot, snapshotOf } from '@product-gateways/mesh';
import { Io, Refusal } from '../io';
import { parseObjects } from './parse';

/** The configuration that files and folders hold. What could not be read as it stands is said, and does not stop the rest. */
export async function readSnapshot(
  paths: readonly string[],
  io: Io,
): Promise<Snapshot> {
  if (paths.length === 0)
    throw new Refusal(
      'Name at least one file or folder of Kubernetes objects, or - for standard input.',
    );
  const files = (await Promise.all(paths.map(path => io.files(path)))).flat();
  const objects = [];
  for (const file of files)
    for (const object of parseObjects(await io.read(file), file))
      objects.push(object);
  const snapshot = snapshotOf('files', objects);
  for (const { source, message } of snapshot.problems) {
    const { kind, namespace, name } = source.object;
    io.err(
      `${kind} ${namespace ? `${namespace}/` : ''}${name}${
        source.path ? ` ${source.path}` : ''
      }: ${message}\n`,
    );
  }
  return snapshot;
}
