import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** What is ready and what is not; ready only when all are. */
export type ReadyReport = { readonly ready: boolean; readonly checks: Readonly<Record<string, boolean>> };

/** Answers `/health/live`, `/health/ready` and `/metrics` of one process on its own port. */
export class HealthServer {
  private constructor(private readonly server: Server) {}

  static async listen(port: number, ready: () => Promise<ReadyReport>, metrics: Registry): Promise<HealthServer> {
    const server = createServer((request, response) => {
      const send = (status: number, type: string, body: string) => response.writeHead(status, { 'content-type': type }).end(body);
      const answer = async () => {
        if (request.url === '/health/live') return send(200, 'application/json', '{"live":true}');
        if (request.url === '/metrics') return send(200, metrics.contentType, await metrics.metrics());
        if (request.url !== '/health/ready') return send(404, 'text/plain', 'not found');
        const report = await ready();
        return send(report.ready ? 200 : 503, 'application/json', JSON.stringify(report));
      };
      answer().catch(() => send(500, 'text/plain', 'failed'));
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, resolve));
    return new HealthServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Each named check within `withinMs`; a check that throws or takes longer is not ready. */
export async function readiness(checks: Record<string, () => boolean | Promise<boolean>>, withinMs = 1000): Promise<ReadyReport> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, withinMs, false).unref());
      return [name, await Promise.race([Promise.resolve().then(check), late]).catch(() => false)] as const;
    }),
  );
  return { ready: results.every(([, ready]) => ready), checks: Object.fromEntries(results) };
}
