import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestEffect } from '../faults/Fault';

type Trickle = Extract<RequestEffect, { type: 'trickle' }>;

/** The body of an answer on its way out, whole or as faults have it. Writes are sent in order. */
export class Body {
  #sent = 0;
  #ended = false;
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

  /** Once the body has ended there is nobody left to hear it. */
  write(text: string) {
    if (this.#ended) return;
    this.#last = this.#last.then(() => this.#send(Buffer.from(text)));
  }

  end() {
    this.#ended = true;
    this.#last = this.#last.then(() => void this.response.end());
  }

  async #send(bytes: Buffer) {
    const size = this.#trickle?.bytes ?? bytes.length;
    for (
      let start = 0;
      start < bytes.length && !this.response.destroyed;
      start += size
    ) {
      await this.#sendPiece(bytes.subarray(start, start + size));
      if (this.#trickle)
        await sleep(this.#trickle.everyMilliseconds, undefined, { ref: false });
    }
  }

  async #sendPiece(piece: Buffer) {
    const { response } = this;
    const left = this.#end - this.#sent;
    const chunk = piece.subarray(0, left);
    this.#sent += chunk.length;
    const full = chunk.length > 0 && !response.write(chunk);
    if (full)
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (piece.length >= left) response.destroy();
  }
}
