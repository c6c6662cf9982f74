import { RiAlertLine } from '@remixicon/react';
import { Gateway } from '@product-gateways/backstage-plugin-gateways-common';
import { isSeen } from '../words/objects';
import { ReadyCount } from './ReadyCount';
import styles from './Tables.module.css';

/** How much of a gateway is ready, as far as anything that runs it is seen. */
export function ReplicaCount({
  gateway: { workload, replicas },
}: {
  gateway: Gateway;
}) {
  if (!isSeen(workload)) return <span className={styles.quiet}>not seen</span>;
  if (replicas.desired === 0 && replicas.ready === 0)
    return (
      <span className={styles.wrong}>
        <RiAlertLine aria-hidden />
        scaled to 0: nothing answers
      </span>
    );
  return <ReadyCount ready={replicas.ready} total={replicas.desired} />;
}
