import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats `check` until it neither throws nor gives `false`, and resolves with what it gives.
 * @throws what the last attempt threw, when the deadline is over
 */
export async function eventually<T>(check: () => T | Promise<T>, { withinMs = 5000, everyMs = 20 } = {}): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      const result = await check();
      if (result !== false) return result;
      if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms`);
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(everyMs);
  }
}
