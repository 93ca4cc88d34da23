import { Logger as WorkerLogger, parseCronItems, run, type Runner } from 'graphile-worker';
import type pg from 'pg';
import type { Telemetry } from '../telemetry/telemetry.js';

export interface Schedule {
  readonly name: string;
  readonly cron: string;
  readonly method: () => Promise<void>;
}

/** Runs `@Every` methods on one replica by construction: graphile-worker's cron in the service's own database. */
export class ScheduleRunner {
  private runner: Runner | undefined;
  private schedules: readonly Schedule[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly telemetry: Telemetry,
  ) {}

  /** The methods to run; set once at boot. */
  bind(schedules: readonly Schedule[]): void {
    this.schedules = schedules;
  }

  async start(): Promise<void> {
    if (!this.schedules.length) return;
    this.runner = await run({
      pgPool: this.pool,
      concurrency: 2,
      pollInterval: 10_000,
      noHandleSignals: true,
      logger: new WorkerLogger(() => (level, message) => level === 'error' && this.telemetry.log.error({ message }, 'schedule')),
      taskList: Object.fromEntries(this.schedules.map((schedule) => [schedule.name, () => this.runOne(schedule)])),
      parsedCronItems: parseCronItems(
        this.schedules.map(({ name, cron }) => ({
          task: name,
          match: cron,
          identifier: name,
          options: { backfillPeriod: 0, maxAttempts: 3 },
        })),
      ),
    });
  }

  /** Runs every schedule once, now; for the operator of a demo after time was moved. */
  async runAll(): Promise<string[]> {
    for (const schedule of this.schedules) await this.runOne(schedule);
    return this.schedules.map(({ name }) => name);
  }

  async stop(): Promise<void> {
    await this.runner?.stop();
  }

  private async runOne({ name, method }: Schedule): Promise<void> {
    try {
      await method();
    } catch (error) {
      this.telemetry.log.error({ err: error, schedule: name }, 'schedule failed');
      throw error;
    }
  }
}
