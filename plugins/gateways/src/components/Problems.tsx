import { Problem } from '@product-gateways/backstage-plugin-gateways-common';
import { Alert } from '@backstage/ui';
import { nameOfSource } from '../words/objects';
import styles from './Problems.module.css';

/** Objects that could not be read as they stand. */
export function Problems({
  problems,
  titleOfCluster,
}: {
  problems: readonly Problem[];
  titleOfCluster: (cluster: string) => string;
}) {
  if (problems.length === 0) return null;
  return (
    <Alert
      status="warning"
      icon
      title={
        problems.length === 1
          ? 'One object could not be read as it stands'
          : `${problems.length} objects could not be read as they stand`
      }
      description={
        <ul className={styles.list}>
          {problems.map(({ cluster, source, message }) => (
            <li key={`${cluster} ${nameOfSource(source)} ${message}`}>
              <code>{nameOfSource(source)}</code> in {titleOfCluster(cluster)}:{' '}
              {message}
            </li>
          ))}
        </ul>
      }
    />
  );
}
