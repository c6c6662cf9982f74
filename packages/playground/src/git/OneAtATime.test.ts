import { setImmediate as turn } from 'node:timers/promises';
import { OneAtATime } from './OneAtATime';

it('does one piece of work at a time, in order, whatever becomes of the one before', async () => {
  const queue = new OneAtATime();
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    queue.run(async () => {
      log.push(`${name} begins`);
      await turn();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });

  const all = await Promise.allSettled([work('a'), work('b', true), work('c')]);

  expect(all).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: new Error('b') },
    { status: 'fulfilled', value: 'c' },
  ]);
  expect(log).toEqual(
    ['a', 'b', 'c'].flatMap(name => [`${name} begins`, `${name} ends`]),
  );
});
