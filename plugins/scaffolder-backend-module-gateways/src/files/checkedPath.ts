import { InputError } from '@backstage/errors';

/**
 * A file's path in a repository, or an error. Only manifests in plain folders: nothing that a forge, its pipelines or git read as an
 * instruction, and no path that means another one on some machine.
 */
export function checkedPath(path: string): string {
  const isPlain =
    /^[A-Za-z0-9_@+=,-][A-Za-z0-9_@+=,. -]*(\/[A-Za-z0-9_@+=,-][A-Za-z0-9_@+=,. -]*)*$/.test(
      path,
    );
  const isManifest = /[^/]\.(ya?ml|json)$/i.test(path);
  if (isPlain && isManifest && path.length <= 1000) return path;
  throw new InputError(
    `${JSON.stringify(
      path,
    )} is not a path that may be changed: only .yaml, .yml and .json files in folders whose names begin with a letter, a digit, - or _.`,
  );
}
