import { SetMetadata } from '@nestjs/common';
import type { EventContract, EventData } from '../contracts/define.js';
import type { CloudEvent } from '../database/outbox.js';
import type { Heard } from './heard.js';

export const ON = 'gezhi:on';

export type EventMessage<E extends EventContract> = CloudEvent<EventData<E>>;
type Listener<E extends EventContract> = (event: EventMessage<E>, heard: Heard) => Promise<void>;

export interface OnOptions {
  /** Deliveries one replica works on at once; 8 unless told. */
  readonly concurrency?: number;
}

/**
 * Binds a method to an event: it runs once per event in one transaction with its inbox row; throwing a `DomainError`
 * buries the event as a dead letter at once, any other error is tried again with back-off. Order is never promised.
 */
export const On =
  <E extends EventContract>(event: E, options: OnOptions = {}) =>
  (target: object, key: string, descriptor: TypedPropertyDescriptor<Listener<E>>): void => {
    SetMetadata(ON, { event, options })(target, key, descriptor);
  };
