import { startService, type RunningService } from '@gezhi/shared/boot';
import { NatsBus, RequestClient, type Bus } from '@gezhi/shared/messaging';
import { pino } from 'pino';
import type { GatewayConfig } from './config/gateway-config.js';
import { startHttp } from './http/start-http.js';
import { gatewayService } from './gateway.module.js';

export interface RunningGateway {
  readonly url: string;
  readonly service: RunningService;
  stop(): Promise<void>;
}

/** The gateway: a service of its own (accounts, sessions) with the HTTP door in front. */
export async function startGateway(config: GatewayConfig, given?: Bus): Promise<RunningGateway> {
  const bus = given ?? connect(config);
  const requests = new RequestClient(bus);
  const service = await startService(gatewayService, config, {
    bus,
    providers: [{ provide: RequestClient, useValue: requests }],
    answer: (contract, answer) => requests.answerLocally(contract, answer),
  });
  const http = await startHttp({ requests, tokens: service.tokens, bus, database: service.database, telemetry: service.telemetry, config, ready: service.ready, plugins: [] });
  return {
    url: http.url,
    service,
    stop: async () => {
      await http.close();
      await service.stop();
      if (!given) await bus.drain();
    },
  };
}

function connect(config: GatewayConfig): NatsBus {
  const log = pino({ level: config.LOG_LEVEL, base: { service: 'gateway' } });
  const bus = new NatsBus({ url: config.NATS_URL ?? 'nats://127.0.0.1:4222', user: config.NATS_USER, password: config.NATS_PASSWORD, name: 'gateway', streamDays: config.STREAM_DAYS, log });
  bus.connect();
  return bus;
}
