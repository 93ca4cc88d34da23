import { type Contract, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { PlatformSettings } from '@gezhi/shared/boot';
import { newId } from '@gezhi/shared/database';
import { NatsBus, RequestClient } from '@gezhi/shared/messaging';
import { startTestService, testPrivateKey, type TestService } from '@gezhi/shared/testing';
import { pino } from 'pino';
import { GatewaySettings, readGatewayConfig } from '../../gateway/src/config/gateway-config.js';
import { gatewayService } from '../../gateway/src/gateway.module.js';

export interface TestGateway extends TestService {
  readonly requests: RequestClient;
  /** Asks with an access token the gateway has issued, under a key of its own unless given. */
  with<C extends Contract>(token: string | undefined, contract: C, input: InputOf<C>, key?: string): Promise<OutputOf<C>>;
}

/** A bus of one process of a test. */
export function testBus(url: string, name: string): NatsBus {
  const bus = new NatsBus({ url, name, streamDays: 1, log: pino({ level: 'silent' }) });
  bus.connect();
  return bus;
}

/** The gateway's features on a database and a broker of their own, without the HTTP door. */
export async function startTestGateway(environment: Record<string, string> = {}): Promise<TestGateway> {
  let bus!: NatsBus;
  const settings = {
    provide: GatewaySettings,
    useFactory: ({ config }: PlatformSettings) =>
      new GatewaySettings(
        readGatewayConfig({
          DATABASE_URL: config.DATABASE_URL,
          JWT_PUBLIC_KEYS: JSON.stringify(config.JWT_PUBLIC_KEYS),
          AUDIT_KEY: config.AUDIT_KEY,
          JWT_PRIVATE_KEY: testPrivateKey,
          CURSOR_KEY: 'a key for tests only',
          ...environment,
        }),
      ),
    inject: [PlatformSettings],
  };
  const service = await startTestService(gatewayService, {
    bus: (broker) => (bus = testBus(broker.url, 'gateway')),
    environment,
    start: { providers: [{ provide: RequestClient, useFactory: () => new RequestClient(bus) }, settings] },
  });
  const requests = new RequestClient(bus);
  return {
    ...service,
    requests,
    with: (token, contract, input, key = newId()) =>
      requests.call(contract, input, { ...(token && { token }), idempotencyKey: key } as Request),
    stop: async () => {
      await service.stop();
      await bus.drain();
    },
  };
}
