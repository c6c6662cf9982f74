import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ChangePlan as WirePlan,
  Intent as WireIntent,
} from '@product-gateways/backstage-plugin-gateways-common';
import {
  ChangePlan,
  Desired,
  plan,
  Platform,
  Product,
  Refusal,
} from '@product-gateways/changes';
import { Mesh, Ownership } from '@product-gateways/mesh';
import { clusterEvidence, LiveClusterState } from './clusterEvidence';
import { GitTree, GitTrees } from './GitTrees';
import { intentFrom } from './intentFrom';
import { GitSource } from './readGitSources';
import { refuseOtherRepositories } from './refuseOtherRepositories';
import { ResumeUrl } from './resumeUrl';
import { toWire } from './toWire';

/** What the clusters say now. */
export interface LiveState {
  mesh: Mesh;
  ownership: Ownership;
  /** Every configured cluster. */
  clusters: readonly LiveClusterState[];
}

/** For whom is planned, and how other products are called in front of the one who asks. */
export interface Asker {
  product: Product;
  titleOf(product: string): string;
}

export interface ChangePlanner {
  /** Who asks must have been found to be allowed to propose changes for the product. Nothing is written. */
  plan(intent: WireIntent, asker: Asker): Promise<WirePlan>;
}

/** Plans changes from the repositories that hold the clusters and the state of the clusters. */
export function createChangePlanner({
  sources,
  trees,
  platform,
  resumeUrl,
  live,
}: {
  sources: readonly GitSource[];
  trees: GitTrees;
  platform: Platform;
  resumeUrl: ResumeUrl;
  live(): LiveState;
}): ChangePlanner {
  return {
    async plan(wireIntent, { product, titleOf }) {
      const intent = intentFrom(wireIntent, product);
      refuseOtherRepositories(intent, sources, live().mesh);
      const source = sources.find(({ clusters }) =>
        clusters.has(intent.cluster),
      );
      const git = source && (await trees.read(source));
      const { mesh, ownership, clusters } = live();
      const planned = answered(() =>
        plan(intent, desiredFrom(source, git), mesh, {
          clusters: new Map(
            clusters.map(each => [each.cluster, clusterEvidence(each)]),
          ),
          ownership,
          titleOf,
          platform,
        }),
      );
      const revision = git?.revision ?? '';
      return toWire(planned, intent, {
        source: source && { ...source, revision },
        resumeUrl,
      });
    },
  };
}

function desiredFrom(source?: GitSource, git?: GitTree): Desired {
  if (!source || !git) return new Map();
  return new Map(
    [...source.clusters].map(([cluster, folder]) => [
      cluster,
      {
        tree: git.tree,
        folder,
        installs: `${source.installs}/${cluster}`,
        catalog: source.catalog,
      },
    ]),
  );
}

const errors = {
  invalid: InputError,
  'not-found': NotFoundError,
  conflict: ConflictError,
};

/** A refusal as the error whose status says the same. */
function answered(planIt: () => ChangePlan): ChangePlan {
  try {
    return planIt();
  } catch (error) {
    if (error instanceof Refusal) throw new errors[error.reason](error.message);
    throw error;
  }
}
