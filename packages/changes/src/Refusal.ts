/**
 * Why a plan is refused. `invalid`: the intent cannot be meant so. `not-found`: what it builds on is not there. `conflict`: something
 * that is there stands in the way.
 *
 * @public
 */
export type RefusalReason = 'invalid' | 'not-found' | 'conflict';

/**
 * An intent that is not planned. The message says what is in the way, where, and what to do.
 *
 * @public
 */
export class Refusal extends Error {
  name = 'Refusal';

  constructor(readonly reason: RefusalReason, message: string) {
    super(message);
  }
}
