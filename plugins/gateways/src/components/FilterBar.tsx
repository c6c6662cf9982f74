import { SearchField, Select } from '@backstage/ui';
import { ClusterStatus } from '@product-gateways/backstage-plugin-gateways-common';
import { Filter } from '../links/filter';
import styles from './FilterBar.module.css';

const ALL = 'all';

/** Which clusters' rows are shown, and which words they must hold. */
export function FilterBar({
  clusters,
  filter,
  onFilter,
}: {
  clusters: readonly ClusterStatus[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  return (
    <div className={styles.bar} role="search" aria-label="Filter the tables">
      <SearchField
        aria-label="Search gateways and routes"
        placeholder="Search hosts, services, objects"
        value={filter.search}
        onChange={search => onFilter({ ...filter, search })}
      />
      <Select
        aria-label="Cluster"
        value={filter.cluster || ALL}
        options={[
          { value: ALL, label: 'All clusters' },
          ...clusters.map(({ cluster, title }) => ({
            value: cluster,
            label: title,
          })),
        ]}
        onChange={key =>
          onFilter({ ...filter, cluster: key === ALL ? '' : String(key) })
        }
      />
    </div>
  );
}
