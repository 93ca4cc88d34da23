import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { registry, transportErrors } from '@gezhi/shared/contracts';
import type { TokenVerifier } from '@gezhi/shared/auth';
import type { Database } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import type { ReadyReport } from '@gezhi/shared/health';
import type { Bus, RequestClient } from '@gezhi/shared/messaging';
import type { Telemetry } from '@gezhi/shared/telemetry';
import { documentRoutes } from '../documents/document-routes.js';
import { evidenceCheck } from '../file/evidence.js';
import { RateLimits } from '../limits/rate-limit.js';
import { LiveHub } from '../live/live-hub.js';
import { liveRoute } from '../live/live-route.js';
import { trackMethods } from './allowed-methods.js';
import { connectionSweeper } from './connections.js';
import { contractRoute } from './contract-route.js';
import { Cursors } from './cursor.js';
import { Door } from './door.js';
import { healthRoutes } from './health.js';
import type { HttpSettings } from './http-settings.js';
import { takeRawBodies } from './raw-input.js';
import { pagePolicy } from './security-headers.js';
import { httpServer } from './server.js';

/** Adds hand-written routes. They are admitted by `onRequest: door.admit(…)`, throw `DomainError`, and describe themselves by `describe`. */
export type Plugin = (app: FastifyInstance, door: Door) => void | Promise<void>;

export interface HttpParts {
  readonly settings: HttpSettings;
  readonly requests: RequestClient;
  readonly tokens: TokenVerifier;
  readonly bus: Bus;
  /** The gateway's own, for uploaded evidence and the assignments of live listeners. */
  readonly database: Database;
  readonly telemetry: Telemetry;
  readonly ready: () => Promise<ReadyReport>;
  /** Whether the operations of demo mode have routes. */
  readonly demo: boolean;
  readonly plugins?: readonly Plugin[];
}

export interface RunningHttp {
  readonly url: string;
  /** Ends live streams, finishes what is under way, closes the port. */
  close(): Promise<void>;
}

/** Opens the HTTP door: one route per contract of the registry, the documents, live events, health, and the plugins' routes. */
export async function startHttp(parts: HttpParts): Promise<RunningHttp> {
  const { settings, telemetry, demo } = parts;
  const door = new Door(parts.tokens, new RateLimits(settings), telemetry, settings.TRACE_SHARE);
  const app = httpServer(settings, door);
  const methods = trackMethods(app);
  const checkEvidence = evidenceCheck(parts.database);
  const route = { door, requests: parts.requests, telemetry, checkEvidence, cursors: new Cursors(settings.CURSOR_KEY) };
  const routed = registry.contracts().filter(({ path, demoOnly }) => path && (demo || !demoOnly));
  for (const contract of routed) if (!contract.raw) app.route(contractRoute(contract, route));
  await app.register((strangers, _options, done) => {
    takeRawBodies(strangers);
    for (const contract of routed) if (contract.raw) strangers.route(contractRoute(contract, route));
    done();
  });

  const hub = new LiveHub(parts);
  liveRoute(app, door, hub, settings.LIVE_PER_ACCOUNT);
  await app.register(async (pages) => {
    await pages.register(helmet, pagePolicy);
    healthRoutes(pages, parts.ready, telemetry);
    documentRoutes(pages, demo);
    for (const plugin of parts.plugins ?? []) await plugin(pages, door);
  });
  methods.refuseOthers();
  app.setNotFoundHandler(() => {
    throw new DomainError(transportErrors.routeUnknown);
  });
  const sweep = connectionSweeper(app.server);
  hub.start();
  const url = await app.listen({ port: settings.PORT, host: settings.HOST });
  return {
    url,
    close: async () => {
      hub.close();
      const sweeping = setInterval(sweep, 100);
      await app.close().finally(() => clearInterval(sweeping));
    },
  };
}
