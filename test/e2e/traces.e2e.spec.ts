import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileServiceRequest } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, xilin } from '../support/community.js';
import { newId, operatorOf } from '../support/people.js';

interface Span {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
}

/** What an OpenTelemetry collector is sent: OTLP over HTTP, as JSON. */
class Collector {
  readonly spans: Span[] = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          collector.take(JSON.parse(Buffer.concat(chunks).toString()) as Exported);
          response.setHeader('content-type', 'application/json').end('{}');
        });
    });
    const collector = new Collector(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private take({ resourceSpans }: Exported): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')!.value.stringValue;
      for (const { spans } of scopeSpans) for (const { name, traceId } of spans) this.spans.push({ service, name, traceId });
    }
  }
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly { name: string; traceId: string }[] }[];
  }[];
}

let collector: Collector, cluster: Cluster;
beforeAll(async () => {
  collector = await Collector.start();
  cluster = await startCluster({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' } });
});
afterAll(async () => {
  await cluster.stop();
  collector.stop();
});

it('follows one request from HTTP through the service and its database to the last subscriber', async () => {
  const operator = await operatorOf(cluster);
  const { code: communityCode } = await drawCommunity(operator, `${xilin}001`);
  const traceId = 'c0ffee'.padEnd(32, '0');
  const filing = { id: newId(), class: 'GENERAL', origin: 'PATROL', summary: '路灯不亮', communityCode };
  const response = await operator.post('/v1/service-requests', filing, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
  expect(response.status).toBe(201);
  const seen = () => collector.spans.filter((span) => span.traceId === traceId).map(({ service, name }) => `${service}: ${name}`);
  await eventually(() => seen().some((span) => span.startsWith('gezhi-incentive: incentive_fact')), { withinMs: 15_000 });
  expect(seen()).toEqual(
    expect.arrayContaining([
      `gezhi-gateway: ${fileServiceRequest.subject}`,
      `gezhi-grid: ${fileServiceRequest.subject}`,
      'gezhi-grid: postgres',
      'gezhi-grid: publish grid.event.service-request.filed.v1',
    ]),
  );
});
