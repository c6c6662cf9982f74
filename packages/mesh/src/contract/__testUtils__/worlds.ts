import fc from 'fast-check';
import { edits } from './edits';
import { oneOf, world } from './world';

/** A configuration and what a few edits make of it. */
export const worlds = fc
  .tuple(
    world,
    world,
    fc.array(fc.tuple(oneOf(...edits), fc.nat(11)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([before, like, changes]) => ({
    before,
    after: changes.reduce(
      (changed, [edit, at]) => edit(changed, like, at),
      before,
    ),
  }));
