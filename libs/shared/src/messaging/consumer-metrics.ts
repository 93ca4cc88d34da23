import type { Counter } from 'prom-client';
import type { Telemetry } from '../telemetry/telemetry.js';

interface ConsumerMetrics {
  readonly heard: Counter;
  readonly buried: Counter;
}

const known = new WeakMap<Telemetry, ConsumerMetrics>();

/** The counters all consumers of a process share. */
export function consumerMetrics(telemetry: Telemetry): ConsumerMetrics {
  let metrics = known.get(telemetry);
  if (!metrics) {
    metrics = {
      heard: telemetry.counter('events_heard_total', 'Deliveries of events, by consumer and outcome: done, duplicate, retry, buried', [
        'consumer',
        'outcome',
      ]),
      buried: telemetry.counter('dead_letters_total', 'Events given up, by consumer', ['consumer']),
    };
    known.set(telemetry, metrics);
  }
  return metrics;
}
