import { useCallback, useSyncExternalStore } from 'react';
import { ago, timeOf } from '../words/time';

/**
 * How long ago something was, kept up to date. Only the text is state: a component renders when its own words change, not
 * each second.
 */
export function RelativeTime({ at }: { at: number }) {
  const text = useSyncExternalStore(
    everySecond,
    useCallback(() => ago(Date.now() - at), [at]),
  );
  return (
    <time dateTime={new Date(at).toISOString()} title={timeOf(at, Date.now())}>
      {text}
    </time>
  );
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all of them, which stands still when nobody looks. */
function everySecond(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach(call => call()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
