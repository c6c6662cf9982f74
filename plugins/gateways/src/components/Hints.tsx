import { Text } from '@backstage/ui';
import { RiLightbulbLine } from '@remixicon/react';
import {
  ClusterStatus,
  Hint,
} from '@product-gateways/backstage-plugin-gateways-common';
import { sayUnread } from '../words/unread';
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
  clusters,
}: {
  hints: readonly Hint[];
  clusters: readonly ClusterStatus[];
}) {
  if (hints.length === 0) return null;
  return (
    <section aria-label="What is missing" className={styles.hints}>
      {hints.map(hint => (
        <div
          key={`${hint.what} ${hint.cluster} ${hint.name}`}
          className={styles.hint}
        >
          <RiLightbulbLine className={styles.icon} aria-hidden />
          <div className={styles.body}>
            <HintText hint={hint} clusters={clusters} />
          </div>
        </div>
      ))}
    </section>
  );
}

/** A label or a route that cannot be read is not missing: who copied the YAML would have it twice. */
function HintText({
  hint: { what, name, cluster, message, yaml },
  clusters,
}: {
  hint: Hint;
  clusters: readonly ClusterStatus[];
}) {
  const there = clusters.filter(
    each => cluster === undefined || each.cluster === cluster,
  );
  const unread =
    what === 'label' || what === 'route' ? sayUnread(there) : undefined;
  const where = cluster ? ` in ${there[0]?.title ?? cluster}` : '';
  return (
    <>
      <Text as="h3" variant="body-medium" weight="bold">
        {unread ? 'Perhaps missing' : words[what]}: {name}
        {where}
      </Text>
      <p>{unread ?? message}</p>
      {yaml && !unread && <Yaml text={yaml} what={`YAML for ${name}`} />}
    </>
  );
}
