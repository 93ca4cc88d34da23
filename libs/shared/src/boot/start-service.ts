import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider, Type } from '@nestjs/common';
import type { TokenVerifier } from '../auth/token.js';
import type { Config } from '../config/config.js';
import type { Contract } from '../contracts/define.js';
import type { Clock } from '../database/clock.js';
import type { Database } from '../database/database.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { HealthServer, readiness, type ReadyReport } from '../health/health.js';
import type { Answer, Bus } from '../messaging/bus.js';
import { consumerOf } from '../messaging/consumer-runner.js';
import { Dispatcher } from '../messaging/dispatcher.js';
import { NatsBus } from '../messaging/nats-bus.js';
import type { OutboxRelay } from '../messaging/outbox-relay.js';
import { Redriver } from '../messaging/redriver.js';
import type { ScheduleRunner } from '../schedule/schedule-runner.js';
import { Telemetry } from '../telemetry/telemetry.js';
import { assemble, type Assembled } from './assemble.js';
import { findBindings } from './bindings.js';
import { hearRevocations } from './revocations.js';
import type { ServiceDefinition } from './service-definition.js';

const relayLagLimitMs = 60_000;
const lastRelayMs = 3000;

type Checks = Readonly<Record<string, () => boolean | Promise<boolean>>>;

export interface StartOptions {
  /** The bus all services of this process share, closed by its owner; absent: one of its own over NATS, by configuration. */
  readonly bus?: Bus | undefined;
  readonly providers?: (bus: Bus) => readonly Provider[];
  /** Answers a contract elsewhere than on the bus; the gateway answers its own in the process. */
  readonly answer?: (contract: Contract, answer: (body: string) => Promise<Answer>) => void;
  /** What else must hold for this process to be ready. */
  readonly checks?: Checks;
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
  /** Not ready any more, takes nothing new, finishes what is under way, tells what it has committed, closes. */
  stop(): Promise<void>;
}

/** Config → telemetry → database → features → handlers, listeners, schedules → health. Waits for database and migrations. */
export async function startService(definition: ServiceDefinition, config: Config, options: StartOptions = {}): Promise<RunningService> {
  const telemetry = new Telemetry({
    service: definition.name,
    logLevel: config.LOG_LEVEL,
    otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  });
  const own = options.bus ? undefined : natsBus(definition.name, config, telemetry);
  const bus = options.bus ?? own!;
  let [started, stopping] = [false, false];
  let checks: Checks = {};
  const ready = () => readiness({ started: () => started && !stopping, ...checks });
  const health = await HealthServer.listen(config.HEALTH_PORT, ready, telemetry.registry);

  const parts = await assemble(definition, config, { bus, telemetry, providers: options.providers?.(bus) ?? [] });
  const { database, relay, schedules, tokens } = parts;
  const redriver = await bind(definition, parts, bus, telemetry, options);
  const revocations = hearRevocations(bus, tokens, telemetry.log);
  checks = {
    ...options.checks,
    database: async () => (await database.read({ name: 'ready', text: 'SELECT 1' })).length === 1,
    broker: () => bus.answers(),
    revocations,
    relay: async () => (await relay.lag()) < relayLagLimitMs,
  };
  relay.start();
  redriver.start();
  await schedules.start();
  started = true;

  const { work, clock, application } = parts;
  return {
    ...{ name: definition.name, database, work, clock, bus, tokens, telemetry, schedules, healthPort: health.port, ready },
    get: (type) => application.get(type, { strict: false }),
    stop: async () => {
      if (stopping) return;
      stopping = true;
      await Promise.all([schedules.stop(), redriver.stop()]);
      await own?.retire();
      if (own) await untilRelayed(relay, own);
      await relay.stop();
      await own?.drain();
      await application.close();
      await database.close();
      await health.close();
      await telemetry.close();
    },
  };
}

/** Waits until what was committed before is published, a few seconds at most; what is left then waits for the next process. */
async function untilRelayed(relay: OutboxRelay, bus: Bus): Promise<void> {
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  // Other replicas go on committing: what is younger than this wait is not waited for.
  while (bus.connected && elapsed() < lastRelayMs && elapsed() < (await relay.lag().catch(() => 0))) {
    relay.wake();
    await sleep(10);
  }
}

/** Binds handlers to questions, listeners to facts, methods to schedules. */
async function bind(
  { name }: ServiceDefinition,
  parts: Assembled,
  bus: Bus,
  telemetry: Telemetry,
  options: StartOptions,
): Promise<Redriver> {
  const { application, tokens, database, settings, wake, schedules } = parts;
  const dispatcher = new Dispatcher(tokens, database, telemetry);
  const bindings = findBindings(application);
  for (const { contract, method } of bindings.handlers) {
    if (contract.demoOnly && !settings.demo) continue;
    const answer = dispatcher.answering(contract, method);
    if (options.answer) options.answer(contract, answer);
    else await bus.serve(contract.subject, name, answer);
  }
  const consumers = bindings.listeners.map((binding) => consumerOf({ service: name, binding, database, telemetry, wake }));
  for (const consumer of consumers) await bus.consume(consumer);
  schedules.bind(bindings.schedules);
  return new Redriver(database, consumers, telemetry.log);
}

function natsBus(name: string, config: Config, telemetry: Telemetry): NatsBus {
  const bus = new NatsBus({
    url: config.NATS_URL ?? 'nats://127.0.0.1:4222',
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    name,
    streamDays: config.STREAM_DAYS,
    log: telemetry.log,
  });
  bus.connect();
  return bus;
}
