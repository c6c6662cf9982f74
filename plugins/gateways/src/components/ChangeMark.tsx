import { useState } from 'react';
import styles from './ChangeMark.module.css';

const SHOWN_MS = 6_000;

/**
 * The mark at a row's left edge that says "this just changed" and fades after some seconds. Screen readers hear of the change
 * from the page's announcement.
 */
export function ChangeMark({ at }: { at: number | undefined }) {
  return at ? <Fading key={at} at={at} /> : null;
}

function Fading({ at }: { at: number }) {
  // A row that was filtered away meanwhile comes back with what is left of its mark.
  const [age] = useState(() => Math.max(0, Date.now() - at));
  if (age > SHOWN_MS) return null;
  return (
    <span
      className={styles.mark}
      style={{
        animationDuration: `${SHOWN_MS}ms`,
        animationDelay: `-${age}ms`,
      }}
      data-testid="changed"
      aria-hidden
    />
  );
}
