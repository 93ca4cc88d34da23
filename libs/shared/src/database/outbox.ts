import { v7 as uuidv7 } from 'uuid';
import type { Happened, Service } from '../contracts/define.js';
import type { Instant, PlaceCode } from '../contracts/values.js';
import { insertSet, platformRowSet } from './row-set.js';
import type { Transaction } from './transaction.js';

/** CloudEvents 1.0 as it travels; extension attributes are lower case by that standard. */
export interface CloudEvent<D = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The aggregate's id. */
  readonly subject: string;
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  readonly placecode: PlaceCode;
  readonly data: D;
}

/** The outbox row of one happening, as columns. */
export function cloudEvent(
  service: Service,
  happened: Happened,
  of: { id: string; place: PlaceCode; at: Instant; traceparent?: string | undefined },
): Record<string, unknown> {
  const event: CloudEvent = {
    specversion: '1.0',
    id: uuidv7(),
    source: `gezhi/${service}`,
    type: happened.event.subject,
    subject: of.id,
    time: of.at,
    datacontenttype: 'application/json',
    placecode: of.place,
    data: happened.data,
  };
  return {
    id: event.id,
    subject: event.type,
    aggregate_id: of.id,
    place_code: of.place,
    event: JSON.stringify(event),
    traceparent: of.traceparent,
  };
}

export const outboxRows = platformRowSet('outbox', {
  id: 'uuid',
  subject: 'text',
  aggregate_id: 'text',
  place_code: 'text',
  event: 'text',
  traceparent: 'text',
});

/** Inserts outbox rows, as `cloudEvent` makes them, in chunks of 500. */
export async function insertOutbox(transaction: Pick<Transaction, 'query'>, rows: readonly Record<string, unknown>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) await insertSet(transaction, outboxRows, rows.slice(from, from + 500));
}
