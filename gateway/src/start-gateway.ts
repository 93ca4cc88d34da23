import { startService, type RunningService } from '@gezhi/shared/boot';
import { RequestClient, type Bus } from '@gezhi/shared/messaging';
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
  /** Takes no more requests, finishes those under way, closes the port; not ready any more. */
  closeDoor(): Promise<void>;
  /** Closes the door, then the service. */
  stop(): Promise<void>;
}

/** The gateway: a service of its own (accounts, sessions, files) with the HTTP door in front. */
export async function startGateway(config: GatewayConfig, shared?: Bus): Promise<RunningGateway> {
  let requests!: RequestClient;
  let open = false;
  const service = await startService(gatewayService, config, {
    bus: shared,
    providers: (bus) => [
      { provide: RequestClient, useValue: (requests = new RequestClient(bus)) },
      { provide: GatewaySettings, useValue: new GatewaySettings(config) },
    ],
    answer: (contract, answer) => requests.answerLocally(contract, answer),
    checks: { http: () => open },
  });
  const { bus, tokens, database, telemetry, ready } = service;
  const { store } = service.get(ObjectStores);
  const plugins = [
    fileRoutes(requests, store),
    intakeRoutes(requests, store),
    exportRoutes(requests, (config.PUBLIC_URL ?? '').replace(/\/$/, '')),
  ];
  const http = await startHttp({ settings: config, requests, tokens, bus, database, telemetry, ready, demo: config.DEMO === '1', plugins });
  open = true;
  const closeDoor = () => {
    open = false;
    return http.close();
  };
  return { url: http.url, service, closeDoor, stop: () => closeDoor().then(() => service.stop()) };
}
