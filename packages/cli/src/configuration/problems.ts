import { kinds, readObject, Snapshot, Source } from '@product-gateways/mesh';
import { partOf } from '../output/words';
import { locate } from './locate';
import { Manifest } from './Manifest';

/** What could not be read as it stands, each with its place: a snapshot leaves it out, so nothing may be concluded from its absence. */
export function problemsOf(
  { cluster, problems }: Snapshot,
  manifests: readonly Manifest[],
): string[] {
  // A snapshot does not know where an object was written, so objects are read once more, where there is something to say.
  if (problems.length === 0) return [];
  return manifests.flatMap(manifest =>
    readObject(manifest.object)
      .problems.filter(({ source }) => isRead(source))
      .map(({ source, message }) => {
        const at = locate(manifest, source.path);
        const where = at ? `${at.file}:${at.line}:${at.column}` : cluster;
        return `${where}: ${partOf(source)}: ${message}`;
      }),
  );
}

/** What an unknown kind says is not looked at, so that it may be whatever it is; without a kind it could be any. */
function isRead({ object: { group, kind } }: Source): boolean {
  return (
    !kind || kinds.some(known => known.group === group && known.kind === kind)
  );
}
