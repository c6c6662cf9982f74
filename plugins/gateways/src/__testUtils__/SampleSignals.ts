import { SignalApi } from '@backstage/plugin-signals-react';

/** A signals API whose ticks a test gives. */
export class SampleSignals implements SignalApi {
  readonly #listeners = new Map<string, Set<() => void>>();

  subscribe(channel: string, onMessage: (message: never) => void) {
    const listener = () => onMessage({} as never);
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    return { unsubscribe: () => void listeners.delete(listener) };
  }

  tick(channel: string) {
    this.#listeners.get(channel)?.forEach(listener => listener());
  }

  listeners(channel: string) {
    return this.#listeners.get(channel)?.size ?? 0;
  }
}
