import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import {
  Evidence,
  Standing,
} from '@product-gateways/backstage-plugin-gateways-common';
import { nameOfObject } from '../words/objects';
import styles from './StandingHeader.module.css';

/** Where the product stands, as a sentence; the one next step beside it, or below it why there is none; and what the sentence was read from. */
export function StandingHeader({
  standing,
  nextStep,
  whyNoNextStep,
  titleOfCluster,
}: {
  standing: Standing;
  nextStep: ReactNode;
  whyNoNextStep: ReactNode;
  titleOfCluster: (cluster: string) => string;
}) {
  return (
    <header className={styles.root}>
      <div className={styles.line}>
        <Text as="h2" variant="title-small" weight="bold">
          {standing.headline}
        </Text>
        <div className={styles.next}>{nextStep}</div>
      </div>
      {whyNoNextStep}
      {standing.evidence.length > 0 && (
        <details className={styles.evidence}>
          <summary>How we know</summary>
          <ul>
            {standing.evidence.map(evidence => (
              <li key={`${evidence.cluster} ${evidence.text}`}>
                <EvidenceText
                  evidence={evidence}
                  titleOfCluster={titleOfCluster}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

function EvidenceText({
  evidence: { text, cluster, objects },
  titleOfCluster,
}: {
  evidence: Evidence;
  titleOfCluster: (cluster: string) => string;
}) {
  return (
    <>
      {text}
      {objects.length > 0 && (
        <span className={styles.from}>
          {objects.map(nameOfObject).join(' · ')}
          {cluster && ` in ${titleOfCluster(cluster)}`}
        </span>
      )}
    </>
  );
}
