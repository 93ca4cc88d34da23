import { type Contract, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { PlatformSettings } from '@gezhi/shared/boot';
import { newId } from '@gezhi/shared/database';
import { RequestClient } from '@gezhi/shared/messaging';
import { startTestService, testPrivateKey, type TestService } from '@gezhi/shared/testing';
import { GatewaySettings, readGatewayConfig } from '../../gateway/src/config/gateway-config.js';
import { gatewayService } from '../../gateway/src/gateway.module.js';

export interface TestGateway extends TestService {
  readonly requests: RequestClient;
  /** Asks with an access token the gateway has issued, under a key of its own unless given. */
  with<C extends Contract>(token: string | undefined, contract: C, input: InputOf<C>, key?: string): Promise<OutputOf<C>>;
}

/** The gateway's features on a database and a broker of their own, without the HTTP door. */
export async function startTestGateway(environment: Record<string, string> = {}): Promise<TestGateway> {
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
    environment,
    start: { providers: (bus) => [{ provide: RequestClient, useValue: new RequestClient(bus) }, settings] },
  });
  const requests = new RequestClient(service.bus);
  return {
    ...service,
    requests,
    with: (token, contract, input, key = newId()) =>
      requests.call(contract, input, { ...(token && { token }), idempotencyKey: key } as Request),
  };
}
