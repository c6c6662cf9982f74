import { isError } from '@backstage/errors';
import {
  ChangeInFlight,
  Intent,
  ObjectDrift,
  ProductChanges as WireProductChanges,
} from '@product-gateways/backstage-plugin-gateways-common';
import { branchOf, driftOf } from '@product-gateways/changes';
import { watchedKinds } from '../watching/watchedKinds';
import { Asker, ChangePlanner, LiveState } from './createChangePlanner';
import { GitTrees } from './GitTrees';
import { intentFrom } from './intentFrom';
import { intentIn } from './intentIn';
import { KnownPullRequest, PullRequests } from './PullRequests';
import { GitSource } from './readGitSources';

/** A pull request of ours, and the intent that its body states. */
interface Proposal {
  pull: KnownPullRequest;
  intent: Intent;
}

/**
 * What is under way for a product: pull requests that are open, changes that are merged and have waves to come or are not live yet, and
 * the objects that git and the clusters do not say alike. A repository that cannot be read is a problem in the answer.
 */
export class ProductChanges {
  constructor(
    private readonly options: {
      sources: readonly GitSource[];
      trees: GitTrees;
      pullRequests: PullRequests;
      planner: ChangePlanner;
      live(): LiveState;
    },
  ) {}

  async of(asker: Asker): Promise<WireProductChanges> {
    const { sources } = this.options;
    const drift = await allOf(sources, source => this.#drift(source, asker));
    const changes = await allOf(sources, source =>
      this.#changes(source, drift.found, asker),
    );
    return {
      changes: changes.found,
      drift: drift.found,
      problems: [...new Set([...drift.problems, ...changes.problems])],
    };
  }

  async #changes(
    source: GitSource,
    drift: readonly ObjectDrift[],
    asker: Asker,
  ): Promise<ChangeInFlight[]> {
    const { mesh } = this.options.live();
    const pulls = await this.options.pullRequests.of(source, mesh);
    const newest = newestOfEach(proposalsIn(pulls, asker), asker);
    const changes = newest.map(each => this.#change(each, drift, asker));
    return (await Promise.all(changes)).flat();
  }

  async #drift(source: GitSource, { product }: Asker): Promise<ObjectDrift[]> {
    const { live, trees } = this.options;
    const { tree } = await trees.recent(source, live().mesh);
    const { mesh, ownership } = live();
    return [...source.clusters].flatMap(([cluster, folder]) => {
      const snapshot = mesh.get(cluster);
      if (!snapshot) return [];
      return driftOf(
        { tree, folder },
        snapshot,
        watchedKinds,
        object => ownership.productOf(cluster, object) === product.name,
      ).map(({ ref, fields, ...drift }) => ({
        ...drift,
        cluster,
        object: ref,
        fields: [...fields],
      }));
    });
  }

  /** None where the change is merged, live and complete. */
  async #change(
    { pull, intent }: Proposal,
    drift: readonly ObjectDrift[],
    asker: Asker,
  ): Promise<ChangeInFlight[]> {
    const { number, title, url, repository, draft } = pull;
    const isOpen = pull.state === 'open';
    const common = {
      title,
      intent,
      pullRequest: { number, url, repository, draft },
    };
    try {
      const plan = await this.options.planner.plan(intent, asker);
      const { outcome, wave, conditions } = plan;
      const open = { ...common, wave, awaits: unmet(conditions) };
      if (isOpen) return [{ ...open, state: 'proposed' }];
      if (outcome !== 'nothing-to-change')
        return [{ ...open, title: plan.title, state: 'continues' }];
      const notLive = drift.filter(
        ({ cluster, state }) =>
          cluster === intent.cluster && state !== 'not-in-git',
      );
      return notLive.length
        ? [{ ...common, state: 'merged', awaits: notLive.map(awaited) }]
        : [];
    } catch (error) {
      if (!isError(error)) throw error;
      const state = isOpen ? 'proposed' : 'continues';
      return [{ ...common, state, awaits: [], problem: error.message }];
    }
  }
}

/** Of every repository what can be read of it, and why the others cannot be. */
async function allOf<T>(
  sources: readonly GitSource[],
  read: (source: GitSource) => Promise<T[]>,
): Promise<{ found: T[]; problems: string[] }> {
  const results = await Promise.all(
    sources.map(async source => {
      try {
        return { found: await read(source), problems: [] };
      } catch (error) {
        if (!isError(error)) throw error;
        return { found: [], problems: [error.message] };
      }
    }),
  );
  return {
    found: results.flatMap(({ found }) => found),
    problems: results.flatMap(({ problems }) => problems),
  };
}

function proposalsIn(
  pulls: readonly KnownPullRequest[],
  { product }: Asker,
): Proposal[] {
  return pulls.flatMap(pull => {
    const intent = pull.state === 'closed' ? undefined : intentIn(pull.body);
    return intent?.product === product.entityRef ? [{ pull, intent }] : [];
  });
}

/** Waves of one intent are on branches of their own: the newest says how far it is. */
function newestOfEach(
  proposals: readonly Proposal[],
  { product }: Asker,
): Proposal[] {
  const newest = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const branch = branchIn(proposal, product);
    const known = branch && newest.get(branch);
    if (branch && !(known && known.pull.number > proposal.pull.number))
      newest.set(branch, proposal);
  }
  return [...newest.values()];
}

/** Of the whole intent; undefined where the body says something else than the branch that it was opened from. */
function branchIn(
  { pull, intent }: Proposal,
  product: Asker['product'],
): string | undefined {
  try {
    const branch = branchOf(intentFrom(intent, product), {});
    return pull.head.startsWith(branch) ? branch : undefined;
  } catch {
    return undefined;
  }
}

function unmet(conditions: ChangeInFlight['awaits']) {
  return conditions.filter(
    ({ when, state }) => when !== 'after-merge' && state !== 'met',
  );
}

function awaited({ cluster, object, state, fields }: ObjectDrift) {
  const { kind, namespace, name } = object;
  const where = namespace ? `${namespace}/${name}` : name;
  const evidence = {
    'not-live': 'It is not there yet.',
    differs: `Not yet as git says: ${fields.join(', ')}.`,
    'not-in-git': 'Git does not hold it.',
    unknown: `${kind}s of the cluster are not seen.`,
  };
  return {
    when: 'after-merge' as const,
    text: `${kind} ${where} is in ${cluster} as git says.`,
    state: state === 'unknown' ? ('unknown' as const) : ('unmet' as const),
    evidence: evidence[state],
  };
}
