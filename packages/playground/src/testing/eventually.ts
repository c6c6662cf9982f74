import { setTimeout } from 'node:timers/promises';

/** Resolves once `check` does not throw; after four seconds it fails as `check` does. */
export async function eventually<T>(check: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + 4000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await setTimeout(20);
    }
  }
}
