import { Kind } from '@product-gateways/mesh';
import { ApiServer } from '../clusters/ApiServer';
import { requestFailed } from '../clusters/Failure';
import { isObject, readJson } from './answer';
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
    page = await readPage(
      server,
      pagePath(request, page?.continueWith),
      limits,
      signal,
    );
    // Items of a list do not say what they are.
    for (const item of page.items) {
      objects.push(
        isObject(item) ? { ...item, apiVersion, kind: kind.kind } : item,
      );
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

async function readPage(
  server: ApiServer,
  path: string,
  { pageWithin }: WatchLimits,
  signal: AbortSignal,
): Promise<Page> {
  const slow = AbortSignal.timeout(pageWithin);
  try {
    const answer = await server.get(path, {
      signal: AbortSignal.any([signal, slow]),
      answerWithin: pageWithin,
    });
    return pageOf(await readJson(answer));
  } catch (error) {
    if (!slow.aborted) throw error;
    throw requestFailed(
      'SILENT',
      `A page of the list was not complete within ${pageWithin / 1000} s.`,
      { cause: error },
    );
  }
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
