import { Kind } from '@product-gateways/mesh';
import { ApiServer } from '../clusters/ApiServer';
import { failureOf } from '../clusters/Failure';
import { isObject } from './answer';
import { getJson } from './getJson';
import { groupVersionPath } from './resourcePath';
import { WatchLimits } from './WatchLimits';

/** The version in which the server has a kind: the first that we prefer; undefined where it has none of ours. */
export type Discover = (
  kind: Kind,
  signal: AbortSignal,
) => Promise<string | undefined>;

/**
 * Asks `/apis/GROUP/VERSION`, which every authenticated identity may, so that a kind that is not installed can be told from one
 * that is forbidden. Kinds of a group ask at the same moment and share one answer.
 */
export function discovery(server: ApiServer, limits: WatchLimits): Discover {
  const asking = new Map<string, Promise<ReadonlySet<string>>>();

  const pluralsOf = (path: string, signal: AbortSignal) => {
    const known = asking.get(path);
    if (known) return known;
    const answer = readPlurals(server, path, limits, signal).finally(() =>
      asking.delete(path),
    );
    asking.set(path, answer);
    return answer;
  };

  return async (kind, signal) => {
    for (const version of kind.versions) {
      const path = groupVersionPath(kind.group, version);
      if ((await pluralsOf(path, signal)).has(kind.plural)) return version;
    }
    return undefined;
  };
}

async function readPlurals(
  server: ApiServer,
  path: string,
  { pageWithin }: WatchLimits,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const { resources } = await getJson(server, path, pageWithin, signal);
    return new Set(
      (Array.isArray(resources) ? resources : [])
        .filter(isObject)
        .map(({ name }) => String(name)),
    );
  } catch (error) {
    if (failureOf(error).code === '404') return new Set();
    throw error;
  }
}
