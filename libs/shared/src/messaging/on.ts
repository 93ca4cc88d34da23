import { SetMetadata } from '@nestjs/common';
import type { EventContract, EventData } from '../contracts/define.js';
import type { CloudEvent } from '../database/outbox.js';
import type { Heard } from './heard.js';

export const ON = 'gezhi:on';

export type EventMessage<E extends EventContract> = CloudEvent<EventData<E>>;

export interface OnOptions {
  /** Deliveries one replica works on at once; 32 unless told, 64 of a method that takes them together. */
  readonly concurrency?: number;
  /** The method takes all events of a transaction in one call, so that it can write their effects by one statement. */
  readonly together?: boolean;
}

type Binds<Told> = (target: object, key: string, descriptor: TypedPropertyDescriptor<(told: Told, heard: Heard) => Promise<void>>) => void;

/**
 * Binds a method to an event: each event is heard once, in one transaction with its inbox row; throwing a `DomainError`
 * buries the event as a dead letter at once, any other error is tried again with back-off. Order is never promised.
 */
export function On<E extends EventContract>(event: E, options: OnOptions & { readonly together: true }): Binds<readonly EventMessage<E>[]>;
export function On<E extends EventContract>(event: E, options?: OnOptions): Binds<EventMessage<E>>;
export function On(event: EventContract, options: OnOptions = {}): MethodDecorator {
  return SetMetadata(ON, { event, options });
}
