import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import type { Fact } from './bus.js';
import { eventStream } from './event-stream.js';

export const messageId = 'Nats-Msg-Id';
export const traceHeader = 'Traceparent';

/** The headers of a fact: by its id the broker stores it once, and in no other stream than ours. */
export function headersOf(fact: Fact): MsgHdrs {
  const result = headers();
  result.set(messageId, fact.id);
  result.set('Nats-Expected-Stream', eventStream);
  if (fact.traceparent) result.set(traceHeader, fact.traceparent);
  return result;
}

/** The broker's acknowledgement that a fact is stored. @throws Error with its reason when it is not */
export function readStored(message: Msg): void {
  const stored = message.json<{ seq?: number; error?: { description: string } }>();
  if (stored.error || stored.seq === undefined) throw new Error(`not stored: ${stored.error?.description ?? 'no sequence'}`);
}
