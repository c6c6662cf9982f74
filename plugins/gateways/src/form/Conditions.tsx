import { ReactElement } from 'react';
import { Checkbox } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { Condition } from '@product-gateways/backstage-plugin-gateways-common';
import { Mark, Tone } from '../components/Mark';
import { PlanPart } from './PlanPart';
import styles from './PlanView.module.css';

/** What must be true, what is known of it, and what a person is asked. */
export function Conditions({
  title,
  conditions,
  confirmed,
  onConfirm,
}: {
  title: string;
  conditions: readonly Condition[];
  confirmed: readonly string[];
  /** Absent where it is too early to say what is true. */
  onConfirm?: (ids: string[]) => void;
}) {
  if (conditions.length === 0) return null;
  return (
    <PlanPart title={title}>
      <ul className={styles.conditions}>
        {conditions.map(condition => {
          const { word, tone, icon } = sayState(condition);
          const { id, text, evidence, question } = condition;
          return (
            <li key={id ?? text}>
              <Mark tone={tone} icon={icon}>
                {word}
              </Mark>
              <div>
                {text}
                {evidence && <span className={styles.quiet}> {evidence}</span>}
                {id && onConfirm && question && (
                  <Checkbox
                    isSelected={confirmed.includes(id)}
                    onChange={isTrue =>
                      onConfirm(
                        isTrue
                          ? [...confirmed, id]
                          : confirmed.filter(other => other !== id),
                      )
                    }
                  >
                    {question}
                  </Checkbox>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </PlanPart>
  );
}

type Said = { word: string; tone: Tone; icon: ReactElement };

const conditionStates: Record<Condition['state'], Said> = {
  met: { word: 'met', tone: 'success', icon: <RiCheckboxCircleLine /> },
  unmet: { word: 'unmet', tone: 'warning', icon: <RiAlertLine /> },
  unknown: { word: 'unknown', tone: 'neutral', icon: <RiQuestionLine /> },
};
const notYet: Said = { word: 'not yet', tone: 'neutral', icon: <RiTimeLine /> };

/** What comes with the merge is not amiss before it. */
function sayState({ state, when }: Condition): Said {
  return state === 'unmet' && when === 'after-merge'
    ? notYet
    : conditionStates[state];
}
