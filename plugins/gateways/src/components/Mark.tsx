import { ReactElement, ReactNode } from 'react';
import styles from './Mark.module.css';

/** What a word stands for: good, to be looked at, broken, or neither. */
export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral';

/** A word with its icon on a tinted ground. */
export function Mark({
  tone,
  icon,
  children,
}: {
  tone: Tone;
  icon: ReactElement;
  children: ReactNode;
}) {
  return (
    <span className={styles.mark} data-tone={tone}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      {children}
    </span>
  );
}
