import { v5 as uuidv5, validate } from 'uuid';
import { z } from 'zod';
import type { CloudEvent } from '../database/outbox.js';
import type { Delivery } from './bus.js';

const namespace = 'b7e0f5de-9a0b-5c0e-8a3a-6f1d3f0c6c55';
const envelope = z.looseObject({
  id: z.uuid(),
  type: z.string(),
  source: z.string(),
  subject: z.string(),
  time: z.string(),
  data: z.unknown(),
});

export type ReadEvent = { readonly event: CloudEvent<never> } | { readonly id: string; readonly malformed: string };

/** The reader of one kind of event, made once: a schema compiles itself at its first use. */
export const eventReader = (schema: z.ZodObject): ((delivery: Delivery) => ReadEvent) => {
  const tolerant = schema.loose();
  return (delivery) => readEvent(delivery, tolerant);
};

/** Reads a delivered CloudEvent tolerantly: unknown fields are kept, missing and wrong ones make it malformed. */
function readEvent(delivery: Delivery, schema: z.ZodObject): ReadEvent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(delivery.event);
  } catch {
    return { id: idOf(delivery, undefined), malformed: 'not JSON' };
  }
  const event = envelope.safeParse(parsed);
  if (!event.success) return { id: idOf(delivery, parsed), malformed: `not a CloudEvent: ${problems(event.error)}` };
  const data = schema.safeParse(event.data.data);
  if (!data.success) return { id: event.data.id, malformed: `data: ${problems(data.error)}` };
  return { event: { ...event.data, data: data.data } as unknown as CloudEvent<never> };
}

/** Fields and kinds of what is wrong, without a value. */
const problems = (error: z.ZodError): string => error.issues.map((issue) => `${issue.path.join('.') || '(all)'} ${issue.code}`).join(', ');

/** An id to bury it under: its own, else its message's, else one made of its text. */
function idOf(delivery: Delivery, parsed: unknown): string {
  const own = (parsed as { id?: unknown } | null | undefined)?.id;
  if (typeof own === 'string' && validate(own)) return own;
  return validate(delivery.id) ? delivery.id : uuidv5(delivery.event, namespace);
}
