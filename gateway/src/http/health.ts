import type { FastifyInstance } from 'fastify';
import type { ReadyReport } from '@gezhi/shared/health';
import type { Telemetry } from '@gezhi/shared/telemetry';

/** `/health/live`, `/health/ready`, `/metrics`: no sign-in, no rate limit; what they tell holds no names. */
export function healthRoutes(app: FastifyInstance, ready: () => Promise<ReadyReport>, telemetry: Telemetry): void {
  app.get('/health/live', () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const report = await ready();
    return reply.code(report.ready ? 200 : 503).send(report);
  });
  app.get('/metrics', async (_request, reply) => reply.type(telemetry.registry.contentType).send(await telemetry.registry.metrics()));
}
