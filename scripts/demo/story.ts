import { advanceClock, runSchedules } from '@gezhi/shared/contracts';
import { localDateOf } from '@gezhi/shared/domain';
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

  /** The story that begins when this one has come so far. */
  after(days: number): Story {
    return new Story(this.operator, this.at(days));
  }

  /** The day `days` after the beginning, as the calendar in China has it. */
  dayAt(days: number): string {
    return localDateOf(this.at(days).toISOString());
  }

  /** Has done what time does to what there is on a day, as the schedules do within the hour. */
  async letTimeWork(days: number): Promise<void> {
    await this.operator.do(runSchedules, {}, this.at(days).toISOString());
  }

  /** Moves the clock of all services there; a time that has passed already stays passed. */
  async advanceTo(days: number): Promise<void> {
    await this.moveTo(this.at(days), this.at(days).toISOString());
  }

  /** Arrives at the present, where the story began in the past. */
  async arrive(): Promise<void> {
    await this.moveTo(new Date(), 'present');
  }

  private async moveTo(to: Date, word: string): Promise<void> {
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

/** The numbers from 0 up to one less than `count`. */
export const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
