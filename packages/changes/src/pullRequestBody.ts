import { stringify } from 'yaml';
import { CallerChange, ChangePlan, Condition, Wave } from './ChangePlan';
import { Intent } from './Intent';
import { code, escaped, fenced, table } from './markdown';

/**
 * The pull request's body for a reviewer, in Markdown: what and why, what callers see, how far it reaches, what must be true before
 * and after, how to undo it, a picture; and, at the end, the intent for machines.
 *
 * @public
 */
export function pullRequestBody(
  plan: ChangePlan,
  wave: Wave,
  intent: Intent,
): string {
  return [
    `## ${escaped(plan.title)}`,
    escaped(plan.summary),
    callersTable(wave.callers),
    `**Touches** ${touches(wave)}`,
    conditions('Before merging', 'before-merge', wave),
    conditions('After merging', 'after-merge', wave),
    plan.warnings.length && `**Mind**\n${list(plan.warnings.map(escaped))}`,
    `**Rollback** ${escaped(wave.rollback)}`,
    fenced('mermaid', wave.picture),
    fenced('yaml', stringify(forMachines(intent), { lineWidth: 0 })),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function callersTable(callers: readonly CallerChange[]): string {
  const rows = callers.map(({ request, before, after, same }) => [
    code(request),
    escaped(before),
    same ? 'same' : `${escaped(after)} — **differs**`,
  ]);
  return table(['What callers see', 'before', 'after'], rows);
}

function touches({ touches: { clusters, namespaces, hosts, products } }: Wave) {
  return [
    `cluster ${clusters.map(code).join(', ')}`,
    `namespace ${namespaces.map(code).join(', ')}`,
    hosts.map(code).join(', '),
    products.length
      ? `objects of ${products.map(escaped).join(', ')} too`
      : "no other product's objects",
  ].join(' · ');
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

/** As `POST /changes/plan` takes it. */
function forMachines(intent: Intent) {
  return { ...intent, product: intent.product.entityRef };
}
