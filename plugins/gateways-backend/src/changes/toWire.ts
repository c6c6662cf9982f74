import {
  ChangePlan as WirePlan,
  WaveTitle,
} from '@product-gateways/backstage-plugin-gateways-common';
import {
  branchOf,
  ChangePlan,
  FileEdit,
  Intent,
  pullRequestBody,
  pullRequestTitle,
  Wave,
} from '@product-gateways/changes';
import { intentToWire } from './intentToWire';
import { GitSource } from './readGitSources';
import { ResumeUrl } from './resumeUrl';
import { unifiedDiff } from './unifiedDiff';

/** A plan as the API gives it: the first wave with all that a pull request needs. */
export function toWire(
  plan: ChangePlan,
  intent: Intent,
  {
    source,
    resumeUrl,
  }: {
    source?: Pick<GitSource, 'url' | 'branch'> & { revision: string };
    resumeUrl: ResumeUrl;
  },
): WirePlan {
  const [wave] = plan.waves;
  const repository = source && {
    url: source.url,
    branch: source.branch,
    revision: source.revision,
  };
  const wireIntent = intentToWire(intent);
  const common = {
    title: wave ? pullRequestTitle(plan, wave) : plan.title,
    summary: plan.summary,
    intent: wireIntent,
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

  const { clusters, namespaces, hosts, gateways, products } = wave.touches;
  const [number, ...later] = titlesOf(plan);
  return {
    ...common,
    outcome: isAwaiting(wave) ? 'waiting' : 'change',
    wave: number,
    later,
    branch: branchOf(intent, wave),
    body: pullRequestBody(plan, wave, intent, {
      resumeUrl: resumeUrl(wireIntent),
    }),
    files: wave.edits.map(edit => ({
      path: edit.path,
      change: changeOf(edit),
      content: edit.after ?? '',
      diff: unifiedDiff(edit),
    })),
    callers: [...wave.callers],
    touches: {
      clusters: [...clusters],
      namespaces: [...namespaces],
      hosts: [...hosts],
      gateways: gateways && [...gateways],
      products: products.map(title => ({ title })),
    },
    conditions: [...wave.conditions],
    rollback: wave.rollback,
  };
}

function changeOf({ before, after }: FileEdit) {
  if (before === undefined) return 'added';
  return after === undefined ? 'deleted' : 'modified';
}

/** The waves that remain, numbered among all that the intent takes. */
function titlesOf({ waves, of }: ChangePlan): WaveTitle[] {
  const done = of - waves.length;
  return waves.map(({ title }, index) => ({
    title,
    number: done + index + 1,
    of,
  }));
}

function isAwaiting({ conditions }: Wave): boolean {
  return conditions.some(
    ({ when, state }) => when === 'before-open' && state !== 'met',
  );
}
