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
  }[];
}

/** Whether something that is not seen may be there all the same. A kind that is not installed hides nothing. */
export function mayHide({ state, missing }: ClusterVisibility): boolean {
  return (
    state === 'forbidden' ||
    state === 'unreachable' ||
    missing.some(({ reason }) => reason !== 'not-installed')
  );
}
