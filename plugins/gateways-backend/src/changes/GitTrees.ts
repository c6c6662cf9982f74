import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { treeUrl } from '@product-gateways/backstage-plugin-gateways-node';
import { Tree } from '@product-gateways/changes';
import { Freshness } from './Freshness';
import { GitSource } from './readGitSources';
import { unreadable } from './unreadable';

/** The manifests of a branch, and the commit that was read. */
export interface GitTree {
  tree: Tree;
  revision: string;
}

const MAX_BYTES = 1_000_000;

/** Reads branches through Backstage's UrlReader. What has not changed since the last time is not fetched again. */
export class GitTrees {
  readonly #known = new Map<GitSource, GitTree>();
  readonly #freshness = new Map<GitSource, Freshness>();
  readonly #reading = new Map<GitSource, Promise<GitTree>>();

  constructor(
    private readonly reader: UrlReaderService,
    private readonly integrations: ScmIntegrationRegistry,
  ) {}

  /** As the branch was a moment ago: for pages, never for a plan. @param clusters - What they are now */
  async recent(source: GitSource, clusters: unknown): Promise<GitTree> {
    const known = this.#known.get(source);
    const freshness = this.#freshness.get(source);
    if (known && freshness && !freshness.isOver(clusters)) return known;
    const asked = Freshness.of(clusters);
    const tree = await this.read(source);
    this.#freshness.set(source, asked);
    return tree;
  }

  /** Who asks while a branch is being read gets what the first one gets. */
  read(source: GitSource): Promise<GitTree> {
    const running = this.#reading.get(source);
    if (running) return running;
    const reading = this.#fetch(source).finally(() =>
      this.#reading.delete(source),
    );
    this.#reading.set(source, reading);
    return reading;
  }

  async #fetch(source: GitSource): Promise<GitTree> {
    const known = this.#known.get(source);
    const url = treeUrl(this.integrations, source.url, source.branch);
    try {
      const response = await this.reader.readTree(url, {
        etag: known?.revision,
        filter: (path, info) =>
          isManifest(path, source) && (info?.size ?? 0) <= MAX_BYTES,
      });
      const files = await response.files();
      const texts = await Promise.all(
        files.map(
          async file => [file.path, textOf(await file.content())] as const,
        ),
      );
      const before = known?.tree;
      const read = {
        tree: new Map(
          texts.flatMap(([path, text]) => {
            if (text === undefined) return [];
            // A commit changes few files: the memory of the others is shared.
            const same = before?.get(path);
            return [[path, same === text ? same : text] as const];
          }),
        ),
        revision: response.etag,
      };
      this.#known.set(source, read);
      return read;
    } catch (error) {
      if (known && isError(error) && error.name === 'NotModifiedError')
        return known;
      const integration = this.integrations.byUrl(source.url)?.type ?? '';
      throw unreadable(source, error, integration);
    }
  }
}

function isManifest(
  path: string,
  { clusters, installs, catalog }: GitSource,
): boolean {
  return (
    /\.(ya?ml|json)$/i.test(path) &&
    [...clusters.values(), installs, catalog].some(
      folder => !folder || path.startsWith(`${folder}/`),
    )
  );
}

/** Undefined where it is no UTF-8: writing it back would change bytes that nobody touched. */
function textOf(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      content,
    );
  } catch {
    return undefined;
  }
}
