import { advanceClock } from '@gezhi/shared/contracts';
import { isProblem, type DemoAccount } from './demo-api.js';

const dayMs = 86_400_000;

/** The demo's time and progress: days counted from the day it began. */
export class Story {
  constructor(
    readonly operator: DemoAccount,
    private readonly begun: Date,
  ) {}

  /** The instant `days` after the beginning. */
  at(days: number): Date {
    return new Date(this.begun.getTime() + days * dayMs);
  }

  /** Moves the clock of all services there; a time that has passed already stays passed. */
  async advanceTo(days: number): Promise<void> {
    await this.moveTo(this.at(days), days);
  }

  /** Arrives at the present, where the story began in the past. */
  async arrive(): Promise<void> {
    await this.moveTo(new Date(), 'present');
  }

  private async moveTo(to: Date, word: number | string): Promise<void> {
    try {
      await this.operator.do(advanceClock, { to: to.toISOString() }, word);
    } catch (error) {
      if (!isProblem(error, 'platform.operation.clock-backwards')) throw error;
    }
  }

  /** One line the starter turns into its progress bar. */
  step(label: string, percent: number): void {
    process.stdout.write(`progress ${percent}/100 ${label}\n`);
  }
}

/** Does the work for each item, `width` at a time, and returns the results in order. */
export async function inParallel<T, R>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!, index);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
