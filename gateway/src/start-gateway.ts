import { pino } from 'pino';
import { startService, type RunningService } from '@gezhi/shared/boot';
import { NatsBus, RequestClient, type Bus } from '@gezhi/shared/messaging';
import { GatewaySettings, type GatewayConfig } from './config/gateway-config.js';
import { exportRoutes } from './export/export-routes.js';
import { fileRoutes } from './file/file-routes.js';
import { ObjectStores } from './file/object-stores.js';
import { gatewayService } from './gateway.module.js';
import { startHttp } from './http/start-http.js';
import { intakeRoutes } from './intake/intake-routes.js';

export interface RunningGateway {
  readonly url: string;
  readonly service: RunningService;
  stop(): Promise<void>;
}

/** The gateway: a service of its own (accounts, sessions, files) with the HTTP door in front. */
export async function startGateway(config: GatewayConfig, given?: Bus): Promise<RunningGateway> {
  const bus = given ?? connect(config);
  const requests = new RequestClient(bus);
  const service = await startService(gatewayService, config, {
    bus,
    providers: [
      { provide: RequestClient, useValue: requests },
      { provide: GatewaySettings, useValue: new GatewaySettings(config) },
    ],
    answer: (contract, answer) => requests.answerLocally(contract, answer),
  });
  const { tokens, database, telemetry, ready } = service;
  const { store } = service.get(ObjectStores);
  const plugins = [fileRoutes(requests, store), intakeRoutes(requests, store), exportRoutes(requests)];
  const http = await startHttp({ settings: config, requests, tokens, bus, database, telemetry, ready, demo: config.DEMO === '1', plugins });
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
  const bus = new NatsBus({
    url: config.NATS_URL ?? 'nats://127.0.0.1:4222',
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    name: 'gateway',
    streamDays: config.STREAM_DAYS,
    log,
  });
  bus.connect();
  return bus;
}
