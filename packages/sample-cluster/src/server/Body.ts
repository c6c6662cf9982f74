import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestEffect } from '../faults/Fault';

type Trickle = Extract<RequestEffect, { type: 'trickle' }>;

/** The body of an answer on its way out, whole or as faults have it. Writes are sent in order. */
export class Body {
  #sent = 0;
  #last: Promise<void> = Promise.resolve();
  readonly #trickle?: Trickle;
  readonly #end: number;

  constructor(
    private readonly response: ServerResponse,
    effects: readonly RequestEffect[],
  ) {
    this.#trickle = effects.find(effect => effect.type === 'trickle');
    this.#end =
      effects.find(effect => effect.type === 'truncate')?.afterBytes ??
      Infinity;
  }

  get bytes(): number {
    return this.#sent;
  }

  write(text: string) {
    this.#last = this.#last.then(() => this.#send(Buffer.from(text)));
  }

  end() {
    this.#last = this.#last.then(() => void this.response.end());
  }

  async #send(bytes: Buffer) {
    const { response } = this;
    const piece = this.#trickle?.bytes ?? bytes.length;
    for (
      let start = 0;
      start < bytes.length && !response.destroyed;
      start += piece
    ) {
      const left = this.#end - this.#sent;
      const chunk = bytes.subarray(start, start + Math.min(piece, left));
      this.#sent += chunk.length;
      if (chunk.length > 0 && !response.write(chunk))
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      if (chunk.length >= left) response.destroy();
      if (this.#trickle)
        await sleep(this.#trickle.everyMilliseconds, undefined, { ref: false });
    }
  }
}
