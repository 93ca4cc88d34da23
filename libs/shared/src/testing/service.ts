import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { keyId, tokenAudience, tokenIssuer } from '../auth/token.js';
import { startService, type RunningService, type ServiceDefinition, type StartOptions } from '../boot/index.js';
import { readConfig } from '../config/config.js';
import type { Contract, EventContract, InputOf, OutputOf } from '../contracts/define.js';
import { registry } from '../contracts/registry.js';
import { roleTable, type Role } from '../contracts/roles.js';
import { requestErrors } from '../contracts/platform.js';
import type { CloudEvent } from '../database/outbox.js';
import { DomainError } from '../domain/decision.js';
import type { Failure } from '../errors/failure.js';
import type { Answer } from '../messaging/bus.js';
import { NatsBus } from '../messaging/nats-bus.js';
import type { Question } from '../messaging/dispatcher.js';
import type { z } from 'zod';
import { startBroker, type Broker } from './broker.js';
import { createTestDatabase } from './database.js';
import { eventually } from './eventually.js';

/** Who acts in a test: roles with the place, household, estate or council they are assigned to. */
export interface TestActor {
  readonly roles: readonly Role[];
  readonly place?: string;
  readonly household?: string;
  readonly estate?: string;
  readonly council?: string;
  readonly accountId?: string;
}

export interface CallOptions {
  readonly key?: string;
  readonly match?: number;
  readonly reason?: string;
}

export interface TestCaller {
  readonly accountId: string;
  readonly token: Promise<string> | undefined;
  /** Asks over the broker; resolves with the parsed output. @throws DomainError the refusal */
  call<C extends Contract>(contract: C, input: z.input<C['input']>, options?: CallOptions): Promise<OutputOf<C>>;
  ask(contract: Contract, input: unknown, options?: CallOptions): Promise<Answer>;
}

export interface TestService extends RunningService {
  readonly broker: Broker;
  readonly databaseUrl: string;
  as(actor: TestActor): TestCaller;
  public(): TestCaller;
  /** Feeds an event as if another service had told it; `id` repeats one. Resolves when it is stored in the stream. */
  publish<E extends EventContract>(
    event: E,
    data: z.input<E['data']>,
    of?: { id?: string; aggregateId?: string; place?: string },
  ): Promise<string>;
  /** The events this service has told, in commit order. */
  told(event?: EventContract): Promise<CloudEvent<Record<string, unknown>>[]>;
  /** Moves the database's clock forward. */
  advance(milliseconds: number): Promise<void>;
}

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** PKCS#8 PEM of the key whose public half the test services know, for a gateway under test to sign with. */
export const testPrivateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** An access token as the gateway would issue it, for the key pair of this test process. */
export async function testToken(accountId: string, roles: readonly Role[], session = uuidv7()): Promise<string> {
  return new SignJWT({ sid: session, roles })
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId(publicKey) })
    .setSubject(accountId)
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(keys.privateKey);
}

/** One service on its own database and its own broker, with a caller for any actor. */
export async function startTestService(
  definition: ServiceDefinition,
  options: { environment?: Record<string, string>; start?: StartOptions } = {},
): Promise<TestService> {
  const [database, broker] = await Promise.all([createTestDatabase(definition.entities, definition.migrations), startBroker()]);
  const config = readConfig({
    DATABASE_URL: database.url,
    NATS_URL: broker.url,
    JWT_PUBLIC_KEYS: JSON.stringify([publicKey]),
    AUDIT_KEY: 'a key for tests only',
    BALLOT_SIGNING_KEY: testPrivateKey,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    DEMO: '1',
    ...options.environment,
  });
  const service = await startService(definition, config, options.start);
  const client = new NatsBus({ url: broker.url, name: 'test', streamDays: 1, log: service.telemetry.log });
  client.connect();
  await eventually(() => client.connected);
  const assigning: Promise<unknown>[] = [];
  const caller = (accountId: string, token: Promise<string> | undefined): TestCaller => {
    const ask = async (contract: Contract, input: unknown, call: CallOptions = {}): Promise<Answer> => {
      // Whoever was made before is assigned before anyone asks, also when only named by another.
      await Promise.all(assigning);
      const key = call.key ?? (contract.kind === 'command' ? uuidv7() : undefined);
      const question: Question = { token: await token, key, match: call.match, reason: call.reason, until: Date.now() + 10_000, input };
      return client.request(contract.subject, JSON.stringify(question), 10_000);
    };
    return {
      accountId,
      token,
      ask,
      call: async <C extends Contract>(contract: C, input: z.input<C['input']>, call?: CallOptions) =>
        outputOf(contract, await ask(contract, input as InputOf<C>, call)),
    };
  };
  return {
    ...service,
    broker,
    databaseUrl: database.url,
    as(actor) {
      const accountId = actor.accountId ?? uuidv7();
      assigning.push(assign(service, accountId, actor));
      return caller(accountId, testToken(accountId, actor.roles));
    },
    public: () => caller('public', undefined),
    async publish(event, data, of = {}) {
      const id = of.id ?? uuidv7();
      const cloud: CloudEvent = {
        specversion: '1.0',
        id,
        source: `gezhi/${event.service}`,
        type: event.subject,
        subject: of.aggregateId ?? uuidv7(),
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        placecode: of.place ?? '320404004',
        data: event.data.parse(data),
      };
      // A message id of its own, so that a repetition reaches the inbox and is not dropped on the way.
      await client.publish([{ id: `${id}-${uuidv7()}`, subject: event.subject, event: JSON.stringify(cloud) }]);
      return id;
    },
    async told(event) {
      const rows = await service.database.pool.query<{ event: string }>(
        'SELECT event FROM outbox WHERE $1::text IS NULL OR subject = $1 ORDER BY position',
        [event?.subject ?? null],
      );
      return rows.rows.map((row) => JSON.parse(row.event) as CloudEvent<Record<string, unknown>>);
    },
    async advance(milliseconds) {
      await service.database.pool.query('UPDATE clock_offset SET milliseconds = milliseconds + $1', [milliseconds]);
      await service.clock.synchronise();
    },
    async stop() {
      await client.drain();
      await service.stop();
      await broker.stop();
      await database.drop();
    },
  };
}

function outputOf<C extends Contract>(contract: C, answer: Answer): OutputOf<C> {
  const value: unknown = JSON.parse(String(answer.body));
  if (!answer.failed) return value as OutputOf<C>;
  const failed = value as Failure;
  throw new DomainError(registry.error(failed.code) ?? requestErrors.internal, failed.details);
}

async function assign(service: RunningService, accountId: string, actor: TestActor): Promise<void> {
  const scopes = { place: actor.place, self: actor.household, estate: actor.estate, council: actor.council, public: undefined };
  for (const role of actor.roles) {
    const axis = roleTable[role].axis;
    const scope = scopes[axis];
    if (scope === undefined) continue;
    await service.database.pool.query(
      'INSERT INTO known_assignment (id, account_id, role, axis, scope, version) VALUES ($1, $2, $3, $4, $5, 1)',
      [uuidv7(), accountId, role, axis, scope],
    );
  }
}
