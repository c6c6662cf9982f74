/** A cluster as far as it can be seen: what is not seen is unknown, which is not none. */
export interface ClusterVisibility {
  name: string;
  title: string;
  state: 'live' | 'stale' | 'partial' | 'forbidden' | 'unreachable';
  /** What went wrong, for people. */
  message?: string;
  missing: readonly {
    /** `plural.group`. */
    kind: string;
    reason: 'forbidden' | 'not-installed' | 'failing';
    message: string;
    /** Pages are complete without it; plans of changes are not. */
    plansOnly?: boolean;
  }[];
}

/** Whether something that is not seen may be there all the same. */
export function mayHide(cluster: ClusterVisibility): boolean {
  return (
    cluster.state === 'forbidden' ||
    cluster.state === 'unreachable' ||
    hiddenKinds(cluster).length > 0
  );
}

/** The kinds that pages lack. One that is not installed hides nothing, and one that only plans look at nothing of a page. */
export function hiddenKinds({ missing }: ClusterVisibility): string[] {
  return missing
    .filter(({ reason, plansOnly }) => reason !== 'not-installed' && !plansOnly)
    .map(({ kind }) => kind);
}
