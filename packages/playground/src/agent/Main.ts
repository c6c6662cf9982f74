import { once } from 'node:events';

/** What main says now. `serial` tells the same commit wanted again from the one that is done. */
export interface Target {
  commit: string;
  serial: number;
  /** Overwrite what people and autoscalers changed, and delete what git does not know. */
  restore: boolean;
}

/** Where main is, for those who follow it: only the newest state counts. */
export class Main {
  readonly #bell = new EventTarget();
  #target: Target;

  constructor(commit: string) {
    this.#target = { commit, serial: 1, restore: false };
  }

  get target(): Target {
    return this.#target;
  }

  set(commit: string, { restore = false } = {}) {
    const serial = this.#target.serial + 1;
    this.#target = { commit, serial, restore };
    this.#bell.dispatchEvent(new Event('moved'));
  }

  /** The first state after `serial`, now or later; undefined once the signal says stop. */
  async after(
    serial: number,
    signal: AbortSignal,
  ): Promise<Target | undefined> {
    while (this.#target.serial <= serial && !signal.aborted)
      await once(this.#bell, 'moved', { signal }).catch(() => {});
    return signal.aborted ? undefined : this.#target;
  }
}
