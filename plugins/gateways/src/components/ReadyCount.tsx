import { RiAlertLine } from '@remixicon/react';
import styles from './Tables.module.css';

/** `2/2 ready`, with a sign and a word when it is not enough. */
export function ReadyCount({ ready, total }: { ready: number; total: number }) {
  const short = ready < total || total === 0;
  return (
    <span className={styles.count} data-short={short || undefined}>
      {short && <RiAlertLine aria-hidden />}
      {ready}/{total} ready
    </span>
  );
}
