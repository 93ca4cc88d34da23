import { Module, type INestApplicationContext, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TokenVerifier } from '../auth/token.js';
import type { Config } from '../config/config.js';
import { Clock } from '../database/clock.js';
import { Database } from '../database/database.js';
import { dataSource } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Bus } from '../messaging/bus.js';
import { OutboxRelay } from '../messaging/outbox-relay.js';
import { PlatformFeatures } from '../platform/platform-features.module.js';
import { ScheduleRunner } from '../schedule/schedule-runner.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { awaitMigrations } from './migrated.js';
import { PlatformModule } from './platform.module.js';
import { PlatformSettings } from './platform-settings.js';
import type { ServiceDefinition } from './service-definition.js';

export interface Assembled {
  readonly database: Database;
  readonly clock: Clock;
  readonly work: UnitOfWork;
  readonly relay: OutboxRelay;
  readonly wake: () => void;
  readonly schedules: ScheduleRunner;
  readonly settings: PlatformSettings;
  readonly tokens: TokenVerifier;
  readonly application: INestApplicationContext;
}

/** Makes the parts of a service and its features, once its database is there and migrated. Nothing is heard or answered yet. */
export async function assemble(
  definition: ServiceDefinition,
  config: Config,
  given: { bus: Bus; telemetry: Telemetry; providers: readonly Provider[] },
): Promise<Assembled> {
  const { name, entities, migrations } = definition;
  const { bus, telemetry } = given;
  const source = dataSource(config.DATABASE_URL, entities, migrations, `gezhi-${name}`);
  await awaitMigrations(source, definition, telemetry.log);
  const database = new Database(
    {
      url: config.DATABASE_URL,
      applicationName: `gezhi-${name}`,
      readLanes: config.DATABASE_READ_LANES,
      writeLanes: config.DATABASE_WRITE_LANES,
      pool: config.DATABASE_POOL,
      statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    },
    source,
  );
  const clock = new Clock(database);
  await clock.synchronise();
  const relay = new OutboxRelay({ service: name, database, bus, telemetry, streamDays: config.STREAM_DAYS });
  const wake = () => relay.wake();
  const work = new UnitOfWork(name, database, clock, config.AUDIT_KEY, wake, telemetry.tracer);
  const schedules = new ScheduleRunner(database.pool, telemetry);
  const settings = new PlatformSettings(name, config);
  const platform = PlatformModule.with({ database, clock, work, telemetry, settings }, [
    { provide: ScheduleRunner, useValue: schedules },
    ...given.providers,
  ]);
  const host = hostOf(platform, PlatformFeatures.for(name), definition.module);
  const application = await NestFactory.createApplicationContext(host, { logger: ['error', 'warn'], abortOnError: false });
  return { database, clock, work, relay, wake, schedules, settings, tokens: new TokenVerifier(config.JWT_PUBLIC_KEYS), application };
}

function hostOf(...imports: NonNullable<Parameters<typeof Module>[0]['imports']>): Type {
  class Host {}
  Module({ imports })(Host);
  return Host;
}
