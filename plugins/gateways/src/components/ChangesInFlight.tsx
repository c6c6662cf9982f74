import { ReactElement } from 'react';
import { ButtonLink, Link, Text } from '@backstage/ui';
import {
  RiArrowGoBackLine,
  RiArrowRightLine,
  RiGitMergeLine,
  RiGitPullRequestLine,
  RiStackLine,
} from '@remixicon/react';
import {
  ChangeInFlight,
  Condition,
  WaveTitle,
} from '@product-gateways/backstage-plugin-gateways-common';
import { TemplateLink } from '../links/templateLink';
import { Mark, Tone } from './Mark';
import styles from './ChangesInFlight.module.css';

const states: Record<
  ChangeInFlight['state'],
  { tone: Tone; icon: ReactElement; word: string }
> = {
  proposed: { tone: 'info', icon: <RiGitPullRequestLine />, word: 'in review' },
  merged: {
    tone: 'warning',
    icon: <RiGitMergeLine />,
    word: 'merged, not live yet',
  },
  continues: {
    tone: 'info',
    icon: <RiStackLine />,
    word: 'another wave is next',
  },
};

/** Changes that are proposed, or merged and not complete: how far each is, and what it waits for. */
export function ChangesInFlight({
  changes,
  templateLink,
}: {
  changes: readonly ChangeInFlight[];
  templateLink: TemplateLink;
}) {
  return (
    <ul className={styles.list}>
      {changes.map(change => (
        <li
          key={`${change.pullRequest.repository}#${change.pullRequest.number}`}
          className={styles.change}
        >
          <InFlight change={change} templateLink={templateLink} />
        </li>
      ))}
    </ul>
  );
}

function InFlight({
  change: { title, state, pullRequest, wave, awaits, problem, intent },
  templateLink,
}: {
  change: ChangeInFlight;
  templateLink: TemplateLink;
}) {
  const { tone, icon, word } = states[state];
  const step = { title, intent, template: `template:default/${intent.kind}` };
  const href = state === 'continues' ? templateLink(step) : undefined;
  const back =
    href && intent.kind === 'split-service' && !intent.undo
      ? templateLink({ ...step, intent: { ...intent, undo: true } })
      : undefined;
  return (
    <>
      <div className={styles.head}>
        <Text as="span" weight="bold">
          {title}
        </Text>
        <Mark tone={tone} icon={icon}>
          {pullRequest.draft ? 'draft' : word}
        </Mark>
        {wave && <Waves wave={wave} />}
        <span className={styles.pullRequest}>
          <Link href={pullRequest.url}>
            {pullRequest.repository} #{pullRequest.number}
          </Link>
        </span>
      </div>
      {problem && <p className={styles.problem}>{problem}</p>}
      {awaits.length > 0 && (
        <div className={styles.awaits}>
          Waits for
          <ul>
            {awaits.map(condition => (
              <li key={condition.id ?? condition.text}>
                <Awaited condition={condition} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.ways}>
        {href && (
          <ButtonLink
            href={href}
            variant="secondary"
            size="small"
            iconEnd={<RiArrowRightLine />}
          >
            {`Continue${wave ? `: ${wave.title}` : ''}`}
          </ButtonLink>
        )}
        {back && (
          <ButtonLink
            href={back}
            variant="tertiary"
            size="small"
            iconStart={<RiArrowGoBackLine />}
          >
            Take it back
          </ButtonLink>
        )}
      </div>
    </>
  );
}

/** A dot for each wave: done, this one, to come. */
function Waves({ wave: { number, of } }: { wave: WaveTitle }) {
  if (of < 2) return null;
  return (
    <span className={styles.waves}>
      <span aria-hidden className={styles.dots}>
        {Array.from({ length: of }, (_, index) => (
          <span key={index} data-wave={placeOf(index + 1, number)} />
        ))}
      </span>
      wave {number} of {of}
    </span>
  );
}

function placeOf(wave: number, current: number) {
  if (wave === current) return 'current';
  return wave < current ? 'done' : 'later';
}

function Awaited({
  condition: { text, state, evidence },
}: {
  condition: Condition;
}) {
  return (
    <>
      {text}
      <span className={styles.evidence}>
        {' '}
        {state === 'unknown' ? 'Not known: ' : ''}
        {evidence}
      </span>
    </>
  );
}
