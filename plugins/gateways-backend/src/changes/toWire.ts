import {
  ChangePlan as WirePlan,
  Intent as WireIntent,
} from '@product-gateways/backstage-plugin-gateways-common';
import {
  branchOf,
  ChangePlan,
  Intent,
  pullRequestBody,
} from '@product-gateways/changes';
import { GitSource } from './readGitSources';
import { unifiedDiff } from './unifiedDiff';

/** A plan as the API gives it: the first wave with all that a pull request needs. */
export function toWire(
  plan: ChangePlan,
  intent: Intent,
  source?: Pick<GitSource, 'url' | 'branch'> & { revision: string },
): WirePlan {
  const [wave] = plan.waves;
  const repository = source && {
    url: source.url,
    branch: source.branch,
    revision: source.revision,
  };
  const common = {
    title: plan.title,
    summary: plan.summary,
    intent: intentToWire(intent),
    repository,
    warnings: [...plan.warnings],
  };
  if (!wave)
    return {
      ...common,
      outcome: 'nothing-to-change',
      files: [],
      callers: [],
      touches: { clusters: [], namespaces: [], hosts: [], products: [] },
      conditions: [],
      rollback: '',
    };

  const { clusters, namespaces, hosts, products } = wave.touches;
  return {
    ...common,
    outcome: 'change',
    branch: branchOf(intent),
    body: pullRequestBody(plan, wave, intent),
    files: wave.edits.map(edit => ({
      path: edit.path,
      change: edit.before === undefined ? 'added' : 'modified',
      content: edit.after,
      diff: unifiedDiff(edit),
    })),
    callers: [...wave.callers],
    touches: {
      clusters: [...clusters],
      namespaces: [...namespaces],
      hosts: [...hosts],
      products: products.map(title => ({ title })),
    },
    conditions: [...wave.conditions],
    rollback: wave.rollback,
  };
}

function intentToWire({ product, hosts, ...intent }: Intent): WireIntent {
  return { ...intent, product: product.entityRef, hosts: [...hosts] };
}
