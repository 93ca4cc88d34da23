import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Fact, Verdict } from './bus.js';
import { Slots } from './slots.js';

/** The replicas of one consumer within this process. */
export class LocalConsumers {
  private readonly members: { readonly consumer: Consumer; readonly slots: Slots }[] = [];
  private turn = 0;
  private readonly stopping = new AbortController();

  constructor(readonly subject: string) {}

  add(consumer: Consumer): void {
    this.members.push({ consumer, slots: new Slots(consumer.concurrency) });
  }

  /** Resolves when a member is done with the fact. @throws Error when stopped before */
  async deliver(fact: Fact): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const verdict = await this.hear(fact, attempt);
      if ('done' in verdict) return;
      await sleep(verdict.retryAfterMs, undefined, { signal: this.stopping.signal });
    }
  }

  /** Begins nothing more and resolves when what has begun is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.members.map(({ slots }) => slots.allFree()));
  }

  private async hear(fact: Fact, attempt: number): Promise<Verdict> {
    const { consumer, slots } = this.members[this.turn++ % this.members.length]!;
    await slots.take();
    try {
      this.stopping.signal.throwIfAborted();
      return await consumer.hear({ ...fact, attempt, working: () => undefined });
    } catch (error) {
      if (this.stopping.signal.aborted) throw error;
      process.emitWarning(String(error));
      return { retryAfterMs: 1000 };
    } finally {
      slots.release();
    }
  }
}
