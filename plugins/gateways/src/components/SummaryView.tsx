import { Text } from '@backstage/ui';
import { ProductGateways } from '@product-gateways/backstage-plugin-gateways-common';
import { TemplateLink } from '../links/templateLink';
import { ClusterMark } from './ClusterList';
import { NextStepLink, WhyNoNextStep } from './NextStep';
import { ReplicaCount } from './ReplicaCount';
import styles from './SummaryView.module.css';

/** A product's gateways in a few lines: the sentence, a line for each cluster with the gateways there, the next step. */
export function SummaryView({
  view: { standing, clusters, gateways, nextStep },
  templateLink,
}: {
  view: ProductGateways;
  templateLink: TemplateLink;
}) {
  return (
    <div className={styles.root}>
      <Text as="p" variant="body-medium" weight="bold">
        {standing.headline}
      </Text>
      <WhyNoNextStep step={nextStep} templateLink={templateLink} />
      <ul className={styles.clusters}>
        {clusters.map(cluster => (
          <li key={cluster.cluster}>
            <span className={styles.cluster}>
              {cluster.title} <ClusterMark cluster={cluster} />
            </span>
            {gateways
              .filter(gateway => gateway.cluster === cluster.cluster)
              .map(gateway => (
                <span key={gateway.id} className={styles.gateway}>
                  {gateway.workload.name} <ReplicaCount gateway={gateway} />
                </span>
              ))}
          </li>
        ))}
      </ul>
      <NextStepLink
        step={nextStep}
        templateLink={templateLink}
        variant="tertiary"
      />
    </div>
  );
}
