import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { FileEdit } from '@product-gateways/changes';

/** One file's change as `diff -u` and git write it. */
export function unifiedDiff({ path, before, after }: FileEdit): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(
    from,
    to,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    },
  );
}
