import { createPublicKey } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { Service } from '@gezhi/shared/contracts';
import { readConfig } from '@gezhi/shared/config';
import { startService, type RunningService } from '@gezhi/shared/boot';
import { createTestDatabase, testPrivateKey } from '@gezhi/shared/testing';

@Module({})
class NoFeatures {}

export interface TestPlatform {
  readonly services: ReadonlyMap<Service, RunningService>;
  /** Ends one of them as if it had gone away. */
  end(service: Service): Promise<void>;
  stop(): Promise<void>;
}

/** The four services beside the gateway without features of their own: what every service can do, each on its own database. */
export async function startTestPlatform(brokerUrl: string): Promise<TestPlatform> {
  const publicKey = createPublicKey(testPrivateKey).export({ type: 'spki', format: 'pem' }).toString();
  const started = await Promise.all(
    (['grid', 'property', 'council', 'incentive'] as const).map(async (name) => {
      const database = await createTestDatabase([], []);
      const config = readConfig({
        DATABASE_URL: database.url,
        NATS_URL: brokerUrl,
        JWT_PUBLIC_KEYS: JSON.stringify([publicKey]),
        AUDIT_KEY: 'a key for tests only',
        LOG_LEVEL: 'silent',
        DEMO: '1',
      });
      const service = await startService({ name, module: NoFeatures, entities: [], migrations: [] }, config);
      let ended: Promise<void> | undefined;
      const end = () => (ended ??= service.stop().then(() => database.drop()));
      return { name, service, end };
    }),
  );
  return {
    services: new Map<Service, RunningService>(started.map(({ name, service }) => [name, service])),
    end: (wanted) => started.find(({ name }) => name === wanted)!.end(),
    stop: async () => void (await Promise.all(started.map(({ end }) => end()))),
  };
}
