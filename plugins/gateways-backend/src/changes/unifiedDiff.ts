import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { FileEdit } from '@product-gateways/changes';

/** One file's change as `diff -u` and git write it. */
export function unifiedDiff({ path, before, after }: FileEdit): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  return createTwoFilesPatch(
    from,
    `b/${path}`,
    before ?? '',
    after,
    undefined,
    undefined,
    {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    },
  );
}
