import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './PlanView.module.css';

/** A part of a plan, under its title. */
export function PlanPart({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  return (
    <section className={styles.part} aria-label={title}>
      <Text as="h4" variant="body-medium" weight="bold">
        {title}
      </Text>
      {children}
    </section>
  );
}
