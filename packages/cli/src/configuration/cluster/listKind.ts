import { isRecord, Kind, project } from '@product-gateways/mesh';
import { ApiFailure, ApiServer } from './ApiServer';

/** Objects a page: what kubectl asks for. */
const pageSize = 500;

/** A long list may expire between two pages; then it starts anew, so often at most. */
const attempts = 3;

/** All objects of a kind in one version, of one moment. A list that breaks off anywhere gives nothing at all. */
export async function listKind(
  server: ApiServer,
  kind: Kind,
  version: string,
): Promise<unknown[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await pagesOf(server, kind, version);
    } catch (error) {
      const isExpired = error instanceof ApiFailure && error.status === 410;
      if (!isExpired || attempt === attempts) throw error;
    }
  }
}

async function pagesOf(
  server: ApiServer,
  { group, kind, plural }: Kind,
  version: string,
): Promise<unknown[]> {
  const apiVersion = group ? `${group}/${version}` : version;
  const path = `${group ? '/apis/' : '/api/'}${apiVersion}/${plural}`;
  const objects: unknown[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(pageSize) });
    if (next) query.set('continue', next);
    const page = pageOf(await server.get(`${path}?${query}`));
    // Items of a list do not say what they are.
    for (const item of page.items)
      objects.push(
        project(isRecord(item) ? { ...item, apiVersion, kind } : item),
      );
    next = page.next;
  } while (next);
  return objects;
}

/** A proxy's page or another kind of JSON must never pass for an empty list. */
function pageOf(list: unknown): { items: readonly unknown[]; next?: string } {
  const { kind, metadata, items } = isRecord(list) ? list : {};
  if (!String(kind).endsWith('List') || !isRecord(metadata))
    throw new ApiFailure('the answer is no list of objects');
  if (items !== null && items !== undefined && !Array.isArray(items))
    throw new ApiFailure('the answer is a list without items');
  const next = metadata.continue;
  return {
    items: items ?? [],
    next: typeof next === 'string' && next ? next : undefined,
  };
}
