import { Text } from '@backstage/ui';
import { RiLightbulbLine } from '@remixicon/react';
import { Hint } from '@product-gateways/backstage-plugin-gateways-common';
import { Yaml } from './Yaml';
import styles from './Hints.module.css';

const words: Record<Hint['what'], string> = {
  label: 'A label is missing',
  route: 'A route is missing',
  role: 'A permission is missing',
  crd: 'A kind is not installed',
  cluster: 'A cluster is missing',
};

/** What is missing, and the exact YAML that adds it. */
export function Hints({
  hints,
  titleOfCluster,
}: {
  hints: readonly Hint[];
  titleOfCluster: (cluster: string) => string;
}) {
  if (hints.length === 0) return null;
  return (
    <section aria-label="What is missing" className={styles.hints}>
      {hints.map(({ what, name, cluster, message, yaml }) => (
        <div key={`${what} ${cluster} ${name}`} className={styles.hint}>
          <RiLightbulbLine className={styles.icon} aria-hidden />
          <div className={styles.body}>
            <Text as="h3" variant="body-medium" weight="bold">
              {words[what]}: {name}
              {cluster && ` in ${titleOfCluster(cluster)}`}
            </Text>
            <p>{message}</p>
            {yaml && <Yaml text={yaml} what={`YAML for ${name}`} />}
          </div>
        </div>
      ))}
    </section>
  );
}
