import { Alert, Text } from '@backstage/ui';
import {
  ChangePlan,
  Condition,
} from '@product-gateways/backstage-plugin-gateways-common';
import { listOf } from '../words/objects';
import { Callers } from './Callers';
import { Conditions } from './Conditions';
import { FileDiff } from './FileDiff';
import { PlanPart } from './PlanPart';
import styles from './PlanView.module.css';

/** A planned change: which wave it is, what callers notice, who else is touched, what must be true, the files, and the way back. */
export function PlanView({
  plan,
  confirmed = [],
  onConfirm,
}: {
  plan: ChangePlan;
  /** The ids of conditions that the person says are true. */
  confirmed?: readonly string[];
  onConfirm?: (ids: string[]) => void;
}) {
  if (plan.outcome === 'nothing-to-change')
    return (
      <Alert
        status="success"
        icon
        title="Nothing to change"
        description={plan.summary}
      />
    );
  const conditions = (when: Condition['when']) =>
    plan.conditions.filter(condition => condition.when === when);
  const answers = { confirmed, onConfirm };
  return (
    <div className={styles.plan}>
      <div>
        <Text as="h3" variant="title-x-small" weight="bold">
          {plan.title}
        </Text>
        <p className={styles.summary}>{plan.summary}</p>
      </div>
      {plan.outcome === 'waiting' && (
        <Alert
          status="info"
          icon
          title={`${sayWave(plan.wave) ?? 'This change'} has to wait`}
          description={sayAwaited(conditions('before-open'))}
        />
      )}
      <Conditions
        title="Before opening the pull request"
        conditions={conditions('before-open')}
        {...answers}
      />
      {plan.warnings.map(warning => (
        <Alert key={warning} status="warning" icon title={warning} />
      ))}
      <Waves plan={plan} />
      <PlanPart title="What callers notice, compared with git">
        <Callers
          callers={plan.callers}
          comparedTo={
            plan.warnings.some(speaksOfGit) ? 'as git says today' : 'as before'
          }
        />
      </PlanPart>
      <PlanPart title="What it touches">
        <Touches touches={plan.touches} />
      </PlanPart>
      <Conditions
        title="Before merging"
        conditions={conditions('before-merge')}
        {...answers}
      />
      <Conditions
        title="After merging"
        conditions={conditions('after-merge')}
        confirmed={confirmed}
      />
      <PlanPart title={`Files (${plan.files.length})`}>
        <div className={styles.files}>
          {plan.files.map(file => (
            <FileDiff key={file.path} file={file} />
          ))}
        </div>
      </PlanPart>
      <PlanPart title="The way back">
        <p>{plan.rollback}</p>
      </PlanPart>
    </div>
  );
}

/** Where this pull request stands among those that the change takes. */
function Waves({ plan: { wave, later = [] } }: { plan: ChangePlan }) {
  if (!wave || wave.of < 2) return null;
  return (
    <PlanPart title={sayWave(wave) ?? wave.title}>
      <ol className={styles.waves} start={wave.number}>
        <li aria-current="step">
          <strong>{wave.title}</strong>, this pull request
        </li>
        {later.map(({ number, title }) => (
          <li key={number}>{title}</li>
        ))}
      </ol>
      {later.length > 0 && (
        <p className={styles.quiet}>
          Each is a pull request of its own, offered when the one before it is
          merged and live.
        </p>
      )}
    </PlanPart>
  );
}

function sayWave(wave: ChangePlan['wave']): string | undefined {
  return wave && `Wave ${wave.number} of ${wave.of}`;
}

/** What holds the pull request up: the first by its text, the others by their number, since all stand in the list below. */
function sayAwaited(beforeOpen: Condition[]): string {
  const [first, ...others] = beforeOpen.filter(({ state }) => state !== 'met');
  return [
    first && `Waits for: ${first.text}`,
    others.length > 0 && `And ${others.length} more, see below.`,
    'This page looks again whenever something changes in the clusters.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A warning that names git says that something is live otherwise, so that what callers get today is not what git says. */
function speaksOfGit(warning: string): boolean {
  return /\bgit\b/.test(warning);
}

function Touches({
  touches: { clusters, namespaces, hosts, gateways = [], products },
}: {
  touches: ChangePlan['touches'];
}) {
  const facts: [string, string[]][] = [
    ['Clusters', clusters],
    ['Namespaces', namespaces],
    ['Hosts', hosts],
    ['Gateways', gateways],
  ];
  return (
    <dl className={styles.touches}>
      {facts
        .filter(([, names]) => names.length > 0)
        .map(([word, names]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{listOf(names)}</dd>
          </div>
        ))}
      <div>
        <dt>Other products</dt>
        <dd>
          {products.length
            ? listOf(products.map(({ title }) => title))
            : 'none: no object and no request of theirs'}
        </dd>
      </div>
    </dl>
  );
}
