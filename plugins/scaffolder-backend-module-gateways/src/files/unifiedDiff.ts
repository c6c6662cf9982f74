import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { Files } from './workspaceFiles';

/** What files change against a commit, as git writes it. */
export function unifiedDiff(
  before: ReadonlyMap<string, string | undefined>,
  files: Files,
): string {
  return [...files]
    .map(([path, after]) => {
      const old = before.get(path);
      return createTwoFilesPatch(
        old === undefined ? '/dev/null' : `a/${path}`,
        after === null ? '/dev/null' : `b/${path}`,
        old ?? '',
        after ?? '',
        undefined,
        undefined,
        { context: 3, headerOptions: FILE_HEADERS_ONLY },
      );
    })
    .join('');
}
