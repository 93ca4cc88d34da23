import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import { platformMigrations } from '../database/data-source.js';
import type { ServiceDefinition } from './service-definition.js';

/** Waits until the database answers and the migration job has applied all this service knows; says every few seconds what it waits for. */
export async function awaitMigrations(source: DataSource, definition: ServiceDefinition, log: Logger): Promise<void> {
  const wanted = platformMigrations.length + definition.migrations.length;
  for (let attempt = 0; ; attempt++) {
    try {
      if (!source.isInitialized) await source.initialize();
      const [row] = await source.query<[{ applied: number }]>('SELECT count(*)::int AS applied FROM migration');
      if (row.applied >= wanted) return;
      if (attempt % 20 === 0) log.warn({ applied: row.applied, wanted }, 'waiting for migrations');
    } catch (error) {
      if (attempt % 20 === 0) log.warn({ reason: (error as Error).message }, 'waiting for the database');
    }
    await sleep(250);
  }
}
