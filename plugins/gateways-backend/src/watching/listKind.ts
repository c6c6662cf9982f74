import { Kind, project } from '@product-gateways/mesh';
import { ApiServer } from '../clusters/ApiServer';
import { requestFailed } from '../clusters/Failure';
import { isObject } from './answer';
import { getJson } from './getJson';
import { resourcePath } from './resourcePath';
import { WatchEvent } from './WatchEvent';
import { WatchLimits } from './WatchLimits';

export interface ListRequest {
  kind: Kind;
  version: string;
  limits: WatchLimits;
}

/**
 * All objects of a kind, page by page. Without a resource version a list is consistent: it never shows an older state than the
 * one before. A list that breaks off anywhere gives nothing at all.
 */
export async function listKind(
  server: ApiServer,
  request: ListRequest,
  signal: AbortSignal,
): Promise<WatchEvent> {
  const { kind, version, limits } = request;
  const apiVersion = kind.group ? `${kind.group}/${version}` : version;
  const objects: unknown[] = [];
  let page: Page | undefined;
  do {
    page = pageOf(
      await getJson(
        server,
        pagePath(request, page?.continueWith),
        limits.pageWithin,
        signal,
      ),
    );
    // Items of a list do not say what they are.
    for (const item of page.items) {
      const what = { apiVersion, kind: kind.kind };
      objects.push(project(isObject(item) ? { ...item, ...what } : item));
    }
  } while (page.continueWith);
  return { type: 'listed', objects, resourceVersion: page.resourceVersion };
}

function pagePath({ kind, version, limits }: ListRequest, token?: string) {
  const query = new URLSearchParams({ limit: String(limits.pageSize) });
  if (token) query.set('continue', token);
  return `${resourcePath(kind, version)}?${query}`;
}

interface Page {
  items: readonly unknown[];
  resourceVersion: string;
  continueWith?: string;
}

/** A proxy's page or another kind of JSON must never pass for an empty list. */
function pageOf(list: Record<string, unknown>): Page {
  const metadata = isObject(list.metadata) ? list.metadata : {};
  const { resourceVersion, continue: continueWith } = metadata;
  const items = list.items ?? [];
  if (
    !String(list.kind).endsWith('List') ||
    !Array.isArray(items) ||
    typeof resourceVersion !== 'string'
  ) {
    throw requestFailed('MALFORMED', 'The answer is not a list of objects.');
  }
  return {
    items,
    resourceVersion,
    continueWith:
      typeof continueWith === 'string' && continueWith
        ? continueWith
        : undefined,
  };
}
