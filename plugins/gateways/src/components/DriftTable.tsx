import { ObjectDrift } from '@product-gateways/backstage-plugin-gateways-common';
import { noChanges } from '../live/changesBetween';
import { nameOfObject } from '../words/objects';
import { LiveColumn, LiveTable } from './LiveTable';
import styles from './Tables.module.css';

type Row = ObjectDrift & { id: string };

const words: Record<ObjectDrift['state'], string> = {
  differs: 'The cluster has other values',
  'not-live': 'In git, not in the cluster',
  'not-in-git': 'In the cluster, not in git',
  unknown: 'Not known: the cluster does not show such objects',
};

/** Objects that git and a cluster do not say alike, one to a row. */
export function DriftTable({
  drift,
  titleOfCluster,
}: {
  drift: readonly ObjectDrift[];
  titleOfCluster: (cluster: string) => string;
}) {
  return (
    <LiveTable
      label="Git and clusters"
      columns={columnsWith(titleOfCluster)}
      rows={drift.map(each => ({
        ...each,
        id: `${each.cluster} ${each.object.group} ${nameOfObject(each.object)}`,
      }))}
      changes={noChanges}
      emptyState={<>Git and the clusters say the same.</>}
    />
  );
}

function columnsWith(
  titleOfCluster: (cluster: string) => string,
): LiveColumn<Row>[] {
  return [
    {
      id: 'object',
      label: 'Object',
      width: '30%',
      sortBy: ({ object }) => nameOfObject(object),
      cell: ({ object }) => (
        <span className={styles.main}>{nameOfObject(object)}</span>
      ),
    },
    {
      id: 'cluster',
      label: 'Cluster',
      width: '12%',
      sortBy: ({ cluster }) => titleOfCluster(cluster),
      cell: ({ cluster }) => titleOfCluster(cluster),
    },
    {
      id: 'difference',
      label: 'Difference',
      width: '30%',
      sortBy: ({ state }) => words[state],
      cell: ({ state, fields }) => (
        <>
          {words[state]}
          {fields.length > 0 && (
            <span className={styles.sub}>{fields.join(', ')}</span>
          )}
        </>
      ),
    },
    {
      id: 'file',
      label: 'File in git',
      width: '28%',
      sortBy: ({ file = '' }) => file,
      cell: ({ file }) => <span className={styles.source}>{file ?? '–'}</span>,
    },
  ];
}
