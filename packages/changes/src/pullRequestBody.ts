import { stringify } from 'yaml';
import { CallerChange, ChangePlan, Condition, Wave } from './ChangePlan';
import { Intent } from './Intent';
import { code, escaped, fenced, link, table } from './markdown';
import { numberOf, pullRequestTitle } from './pullRequestTitle';

/**
 * What only the portal knows of a pull request.
 *
 * @public
 */
export interface PullRequestContext {
  /** Where the same intent is planned again, filled in, for its next wave. */
  resumeUrl?: string;
}

/**
 * The pull request's body for a reviewer, in Markdown: what and why, what callers see, how far it reaches, which of the waves it is and
 * what the next waits for, what must be true before and after, how to undo it, a picture; and, at the end, the intent for machines.
 *
 * @public
 */
export function pullRequestBody(
  plan: ChangePlan,
  wave: Wave,
  intent: Intent,
  context: PullRequestContext = {},
): string {
  return [
    `## ${escaped(pullRequestTitle(plan, wave))}`,
    escaped(plan.summary),
    plan.of > 1 && waveOf(plan, wave, context),
    callersTable(wave.callers),
    `**Touches** ${touches(wave)}`,
    conditions('Before opening', 'before-open', wave),
    conditions('Before merging', 'before-merge', wave),
    conditions('After merging', 'after-merge', wave),
    plan.warnings.length && `**Mind**\n${list(plan.warnings.map(escaped))}`,
    `**Rollback** ${escaped(wave.rollback)}`,
    fenced('mermaid', wave.picture),
    fenced('yaml', forMachines(intent)),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

/** Which wave this is, and what comes next. */
function waveOf(
  plan: ChangePlan,
  wave: Wave,
  { resumeUrl }: PullRequestContext,
): string {
  const { waves, of } = plan;
  const next = waves.at(waves.indexOf(wave) + 1);
  const resume = link('Plan it', resumeUrl);
  return [
    `**Wave ${numberOf(plan, wave)} of ${of}** ${escaped(wave.title)}.`,
    next
      ? `Next: ${escaped(
          next.title,
        )}, once this one is merged and what stands under *After merging* is true.${
          resume ? ` ${resume} then.` : ''
        }`
      : 'It is the last.',
  ].join(' ');
}

function callersTable(callers: readonly CallerChange[]): string {
  const rows = callers.map(({ request, before, after, same }) => [
    code(request),
    escaped(before),
    same ? 'same' : `${escaped(after)} — **differs**`,
  ]);
  return table(['What callers see', 'before', 'after'], rows);
}

function touches({ touches: reach }: Wave) {
  const { clusters, namespaces, hosts, gateways, products } = reach;
  return [
    `cluster ${clusters.map(code).join(', ')}`,
    `namespace ${namespaces.map(code).join(', ')}`,
    hosts.map(code).join(', '),
    gateways?.length && `gateway ${gateways.map(code).join(', ')}`,
    products.length
      ? `objects of ${products.map(escaped).join(', ')} too`
      : "no other product's objects",
  ]
    .filter(Boolean)
    .join(' · ');
}

const said: Record<Condition['state'], string> = {
  met: 'true now',
  unmet: 'not yet',
  unknown: 'not known',
};

function conditions(
  title: string,
  when: Condition['when'],
  wave: Wave,
): string | undefined {
  const items = wave.conditions
    .filter(condition => condition.when === when)
    .map(({ text, state, evidence }) => {
      const reason = evidence ? `: ${escaped(evidence)}` : '';
      return `${escaped(text)} (${said[state]}${reason})`;
    });
  return items.length ? `**${title}**\n${list(items)}` : undefined;
}

function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

/** As `POST /changes/plan` takes it. Block scalars would lose line ends where the fence begins. */
function forMachines(intent: Intent): string {
  const wanted = { ...intent, product: intent.product.entityRef };
  return stringify(wanted, { blockQuote: false, lineWidth: 0 });
}
