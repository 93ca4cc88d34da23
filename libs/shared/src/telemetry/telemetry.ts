import { pino, type Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Contract } from '../contracts/define.js';
import { Tracer } from './tracer.js';

export interface TelemetryOptions {
  readonly service: string;
  readonly logLevel: string;
  /** OTLP/HTTP endpoint; absent: spans are not exported. */
  readonly otlpEndpoint?: string | undefined;
}

/** Structured logs, metrics and traces of one process. Callers pass ids and codes, never personal data. */
export class Telemetry {
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly registry = new Registry();
  private readonly answers: Histogram<'operation' | 'outcome'>;

  constructor(options: TelemetryOptions) {
    this.log = pino(
      {
        level: options.logLevel,
        base: { service: options.service },
        timestamp: pino.stdTimeFunctions.isoTime,
        redact: ['token', 'password', 'headers.authorization', '*.phone', '*.name'],
      },
      pino.destination({ sync: false, minLength: 15_360 }),
    );
    setInterval(() => this.log.flush(), 500).unref();
    this.tracer = new Tracer(options);
    this.registry.setDefaultLabels({ service: options.service });
    collectDefaultMetrics({ register: this.registry });
    this.answers = new Histogram({
      name: 'gezhi_answer_seconds',
      help: 'Time to answer a question, by operation and outcome',
      labelNames: ['operation', 'outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [this.registry],
    });
  }

  /** Counts and logs one answered question: operation, outcome code, milliseconds, trace id. */
  answered(contract: Contract, outcome: string, milliseconds: number, traceparent: string | undefined): void {
    this.answers.observe({ operation: contract.subject, outcome }, milliseconds / 1000);
    this.log.info(
      { operation: contract.subject, outcome, ms: Math.round(milliseconds * 100) / 100, trace: traceparent?.slice(3, 35) },
      'answered',
    );
    this.tracer.record(contract.subject, traceparent, milliseconds, outcome);
  }

  counter(name: string, help: string, labels: string[] = []): Counter {
    return new Counter({ name: `gezhi_${name}`, help, labelNames: labels, registers: [this.registry] });
  }

  gauge(name: string, help: string, labels: string[] = []): Gauge {
    return new Gauge({ name: `gezhi_${name}`, help, labelNames: labels, registers: [this.registry] });
  }

  async close(): Promise<void> {
    await this.tracer.close();
    this.log.flush();
  }
}
