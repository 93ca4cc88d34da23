import { registry, type Audience } from '@gezhi/shared/contracts';
import type { CloudEvent } from '@gezhi/shared/database';
import type { RecentEvent } from './recent-events.js';

/** An event that somebody may be told of, with its server-sent frame. */
export interface LiveEvent {
  readonly audience: Audience;
  readonly data: Readonly<Record<string, unknown>>;
  readonly frame: string;
}

/** The server-sent form of an event that has an audience: what is of use to a frontend, no transport detail. */
export function liveEvent({ subject, event }: RecentEvent): LiveEvent {
  const { id, type, time, placecode, data } = JSON.parse(event) as CloudEvent<Record<string, unknown>>;
  return {
    audience: registry.event(subject)!.audience!,
    data,
    frame: `id: ${id}\ndata: ${JSON.stringify({ id, type, time, placecode, data })}\n\n`,
  };
}
