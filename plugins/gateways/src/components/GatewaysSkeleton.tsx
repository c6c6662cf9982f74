import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './GatewaysView.module.css';

/** The page before its first answer, as tall as a small product's. */
export function GatewaysSkeleton() {
  return (
    <div className={styles.page} aria-busy>
      <VisuallyHidden role="status">Reading the gateways…</VisuallyHidden>
      <Skeleton width="32rem" height="3.5rem" />
      <div className={styles.section}>
        <Skeleton width="6rem" height="1.25rem" />
        <Skeleton width="100%" height="4.5rem" />
      </div>
      <Skeleton width="38rem" height="2rem" />
      <div className={styles.section}>
        <Skeleton width="6rem" height="1.25rem" />
        <Skeleton width="100%" height="9rem" />
      </div>
      <div className={styles.section}>
        <Skeleton width="9rem" height="1.25rem" />
        <Skeleton width="100%" height="14rem" />
      </div>
    </div>
  );
}
