import 'reflect-metadata';
import { Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TokenVerifier } from '../auth/token.js';
import type { Config } from '../config/config.js';
import type { Contract } from '../contracts/define.js';
import { Clock } from '../database/clock.js';
import { Database } from '../database/database.js';
import { dataSource } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { HealthServer, readiness, type ReadyReport } from '../health/health.js';
import type { Answer, Bus } from '../messaging/bus.js';
import { consumerOf } from '../messaging/consumer-runner.js';
import { Dispatcher } from '../messaging/dispatcher.js';
import { NatsBus } from '../messaging/nats-bus.js';
import { OutboxRelay } from '../messaging/outbox-relay.js';
import { ScheduleRunner } from '../schedule/schedule-runner.js';
import { Telemetry } from '../telemetry/telemetry.js';
import { findBindings } from './bindings.js';
import { PlatformModule } from './platform.module.js';
import { PlatformSettings } from './platform-settings.js';
import { awaitMigrations } from './migrated.js';
import type { ServiceDefinition } from './service-definition.js';

const sessionRevoked = 'gateway.event.session.revoked.v1';
const relayLagLimitMs = 60_000;

export interface StartOptions {
  /** The bus of this host; absent: NATS by configuration. */
  readonly bus?: Bus;
  readonly providers?: readonly Provider[];
  /** Answers a contract elsewhere than on the bus; the gateway answers its own in the process. */
  readonly answer?: (contract: Contract, answer: (body: string) => Promise<Answer>) => void;
}

/** One service of this process. */
export interface RunningService {
  readonly name: string;
  readonly database: Database;
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly tokens: TokenVerifier;
  readonly telemetry: Telemetry;
  readonly schedules: ScheduleRunner;
  readonly healthPort: number;
  get<T>(type: Type<T>): T;
  ready(): Promise<ReadyReport>;
  /** Not ready any more, takes nothing new, finishes what is under way, closes. */
  stop(): Promise<void>;
}

/** Config → telemetry → database → features → handlers, listeners, schedules → health. Waits for database and migrations. */
export async function startService(definition: ServiceDefinition, config: Config, options: StartOptions = {}): Promise<RunningService> {
  const { name } = definition;
  const telemetry = new Telemetry({ service: name, logLevel: config.LOG_LEVEL, otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  const bus = options.bus ?? natsBus(name, config, telemetry);
  let [started, stopping] = [false, false];
  let checks: Record<string, () => boolean | Promise<boolean>> = { started: () => false };
  const ready = () => readiness({ ...checks, started: () => started && !stopping });
  const health = await HealthServer.listen(config.HEALTH_PORT, ready, telemetry.registry);

  const source = dataSource(config.DATABASE_URL, definition.entities, definition.migrations, `gezhi-${name}`);
  await awaitMigrations(source, definition, telemetry.log);
  const database = new Database(
    { url: config.DATABASE_URL, applicationName: `gezhi-${name}`, lanes: config.DATABASE_LANES, pool: config.DATABASE_POOL, statementTimeoutMs: config.STATEMENT_TIMEOUT_MS },
    source,
  );
  const clock = new Clock(database);
  await clock.synchronise();
  const relay = new OutboxRelay({ service: name, database, bus, telemetry, streamDays: config.STREAM_DAYS });
  const wake = () => relay.wake();
  const work = new UnitOfWork(name, database, clock, config.AUDIT_KEY, wake);
  const schedules = new ScheduleRunner(database.pool, telemetry);
  const settings = new PlatformSettings(name, config);
  const platform = PlatformModule.with({ database, clock, work, telemetry, settings }, [{ provide: ScheduleRunner, useValue: schedules }, ...(options.providers ?? [])]);
  const application = await NestFactory.createApplicationContext(hostModule(platform, definition.module), { logger: ['error', 'warn'], abortOnError: false });

  const tokens = new TokenVerifier(config.JWT_PUBLIC_KEYS);
  const dispatcher = new Dispatcher(tokens, database, telemetry);
  const bindings = findBindings(application);
  for (const { contract, method } of bindings.handlers) {
    if (contract.demoOnly && !settings.demo) continue;
    const answer = dispatcher.answering(contract, method);
    if (options.answer) options.answer(contract, answer);
    else await bus.serve(contract.subject, name, answer);
  }
  for (const binding of bindings.listeners) await bus.consume(consumerOf({ service: name, binding, database, telemetry, wake }));
  schedules.bind(bindings.schedules);
  let caughtUp = false;
  const tenMinutesAgo = new Date(Date.now() - 600_000).toISOString();
  bus
    .follow(sessionRevoked, tenMinutesAgo, (fact) => tokens.revoke((JSON.parse(fact.event) as { data: { sessionId: string } }).data.sessionId))
    .then(() => (caughtUp = true))
    .catch((error: unknown) => telemetry.log.error({ err: error }, 'revocations not heard'));
  checks = {
    database: async () => (await database.read({ name: 'ready', text: 'SELECT 1' })).length === 1,
    broker: () => bus.connected,
    revocations: () => caughtUp,
    relay: async () => (await relay.lag()) < relayLagLimitMs,
  };
  relay.start();
  await schedules.start();
  started = true;
  telemetry.log.info({ handlers: bindings.handlers.length, listeners: bindings.listeners.length }, 'started');

  return {
    name,
    database,
    work,
    clock,
    bus,
    tokens,
    telemetry,
    schedules,
    healthPort: health.port,
    get: (type) => application.get(type, { strict: false }),
    ready,
    stop: async () => {
      if (stopping) return;
      stopping = true;
      await schedules.stop();
      if (!options.bus) await bus.drain();
      await relay.stop();
      await application.close();
      await database.close();
      await health.close();
      await telemetry.close();
    },
  };
}

function natsBus(name: string, config: Config, telemetry: Telemetry): NatsBus {
  const bus = new NatsBus({ url: config.NATS_URL ?? 'nats://127.0.0.1:4222', user: config.NATS_USER, password: config.NATS_PASSWORD, name, streamDays: config.STREAM_DAYS, log: telemetry.log });
  bus.connect();
  return bus;
}

function hostModule(...imports: NonNullable<Parameters<typeof Module>[0]['imports']>): Type {
  class Host {}
  Module({ imports })(Host);
  return Host;
}
