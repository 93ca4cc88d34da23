import { randomBytes } from 'node:crypto';
import { SpanKind, SpanStatusCode, TraceFlags, trace, ROOT_CONTEXT, type Tracer as OtelTracer } from '@opentelemetry/api';
import type { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import type { TelemetryOptions } from './telemetry.js';

/** W3C trace context without ambient state: the traceparent travels with the request and is passed on by hand. */
export class Tracer {
  private provider: BasicTracerProvider | undefined;
  private tracer: OtelTracer | undefined;

  constructor(options: TelemetryOptions) {
    if (options.otlpEndpoint) void this.open(options.service, options.otlpEndpoint);
  }

  /** The exporter is loaded only where spans are exported: it is a tenth of an idle process. */
  private async open(service: string, endpoint: string): Promise<void> {
    const [{ OTLPTraceExporter }, { resourceFromAttributes }, { BasicTracerProvider, BatchSpanProcessor }] = await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
    ]);
    this.provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': `gezhi-${service}` }),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }))],
    });
    this.tracer = this.provider.getTracer('gezhi');
  }

  /** A finished span of the last `milliseconds`, when the trace is sampled. Names and codes only. */
  record(name: string, traceparent: string | undefined, milliseconds: number, outcome = 'ok', kind: SpanKind = SpanKind.SERVER): void {
    if (!this.tracer || !isSampled(traceparent)) return;
    const end = Date.now();
    const [, traceId, spanId] = traceparent!.split('-') as [string, string, string];
    const parent = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
    const span = this.tracer.startSpan(name, { kind, startTime: end - milliseconds, attributes: { 'gezhi.outcome': outcome } }, parent);
    if (outcome !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
    span.end(end);
  }

  /** The outcome of `work`, with a span over it when the trace is sampled: a call of something below, such as the database. */
  async during<T>(name: string, traceparent: string | undefined, work: Promise<T>): Promise<T> {
    if (!this.tracer || !isSampled(traceparent)) return work;
    const started = performance.now();
    const ended = (outcome: string) => this.record(name, traceparent, performance.now() - started, outcome, SpanKind.CLIENT);
    work.then(
      () => ended('ok'),
      () => ended('failed'),
    );
    return work;
  }

  async close(): Promise<void> {
    await this.provider?.shutdown();
  }
}

export const isSampled = (traceparent: string | undefined): boolean => traceparent !== undefined && traceparent.endsWith('-01');

/** A new traceparent, sampled with the given share of 1. */
export function newTraceparent(share: number): string {
  const bytes = randomBytes(24).toString('hex');
  return `00-${bytes.slice(0, 32)}-${bytes.slice(32)}-${Math.random() < share ? '01' : '00'}`;
}
