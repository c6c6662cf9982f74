import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './GatewaysView.module.css';

/** A part of the page under its title, with how many things it holds. */
export function Section({
  title,
  count,
  children,
}: {
  title: string;
  count?: number;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {title}
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </Text>
      {children}
    </section>
  );
}
