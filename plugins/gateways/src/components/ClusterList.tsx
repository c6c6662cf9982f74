import {
  ClusterStatus,
  MissingKind,
} from '@product-gateways/backstage-plugin-gateways-common';
import { Changes } from '../live/changesBetween';
import { clusterStates } from '../words/clusterStates';
import { timeOf } from '../words/time';
import { ChangeMark } from './ChangeMark';
import { Mark } from './Mark';
import { RelativeTime } from './RelativeTime';
import styles from './ClusterList.module.css';

/** Every configured cluster in a line: its state, where it is, when it was last known true, and what of it is not seen. */
export function ClusterList({
  clusters,
  confirmedAt,
  changes,
}: {
  clusters: readonly ClusterStatus[];
  confirmedAt: number;
  changes: Changes;
}) {
  return (
    <ul className={styles.list}>
      {clusters.map(cluster => (
        <li key={cluster.cluster} className={styles.cluster}>
          <ChangeMark at={changes.rows.get(cluster.cluster)} />
          <span className={styles.title}>{cluster.title}</span>
          <ClusterMark cluster={cluster} />
          <span className={styles.facts}>
            {[cluster.region, cluster.zone && `zone ${cluster.zone}`]
              .filter(Boolean)
              .map(place => (
                <span key={place}>{place}</span>
              ))}
            <LastTrue cluster={cluster} confirmedAt={confirmedAt} />
          </span>
          <Unseen cluster={cluster} />
        </li>
      ))}
    </ul>
  );
}

/** A cluster's state, as a word and an icon. */
export function ClusterMark({ cluster }: { cluster: ClusterStatus }) {
  const { tone, icon } = clusterStates[cluster.state];
  return (
    <Mark tone={tone} icon={icon}>
      {cluster.state}
    </Mark>
  );
}

function LastTrue({
  cluster: { state, observedAt },
  confirmedAt,
}: {
  cluster: ClusterStatus;
  confirmedAt: number;
}) {
  // The backend said so when it answered, so that is when it was last known true.
  if (state === 'live')
    return (
      <span>
        seen <RelativeTime at={confirmedAt} />
      </span>
    );
  if (!observedAt) return <span>never seen</span>;
  const at = new Date(observedAt).getTime();
  return (
    <span>
      {state === 'partial' ? 'seen' : 'last known true'}{' '}
      {timeOf(at, Date.now())}, <RelativeTime at={at} />
    </span>
  );
}

function Unseen({ cluster }: { cluster: ClusterStatus }) {
  const { state, error, missing } = cluster;
  const absent = missing.filter(({ reason }) => reason === 'not-installed');
  const unread = missing.filter(({ reason }) => reason !== 'not-installed');
  const serious = unread.filter(({ plansOnly }) => !plansOnly);
  const forPlans = unread.filter(({ plansOnly }) => plansOnly);
  return (
    <>
      {state !== 'live' && (
        <div className={styles.why}>
          {clusterStates[state].meaning}
          {error && (
            <span>
              {' '}
              {error.message}
              {error.code && ` (${error.code})`}
            </span>
          )}
          <MissingKinds kinds={serious} />
        </div>
      )}
      <Folded
        kinds={absent}
        one="1 kind is not installed"
        many="kinds are not installed"
      />
      <Folded
        kinds={forPlans}
        one="1 kind that only plans of changes need cannot be read"
        many="kinds that only plans of changes need cannot be read"
      />
    </>
  );
}

/** What this page lacks nothing by. */
function Folded({
  kinds,
  one,
  many,
}: {
  kinds: readonly MissingKind[];
  one: string;
  many: string;
}) {
  if (kinds.length === 0) return null;
  return (
    <details className={styles.folded}>
      <summary>{kinds.length === 1 ? one : `${kinds.length} ${many}`}</summary>
      <MissingKinds kinds={kinds} />
    </details>
  );
}

function MissingKinds({ kinds }: { kinds: readonly MissingKind[] }) {
  if (kinds.length === 0) return null;
  return (
    <ul className={styles.missing}>
      {kinds.map(({ kind, reason, message }) => (
        <li key={kind}>
          <code>{kind}</code> {reason === 'not-installed' ? '' : `(${reason}) `}
          {message}
        </li>
      ))}
    </ul>
  );
}
