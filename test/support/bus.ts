import type { Contract, EventContract } from '@gezhi/shared/contracts';
import type { CloudEvent } from '@gezhi/shared/database';
import { NatsBus } from '@gezhi/shared/messaging';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import type { Cluster } from '../../scripts/cluster.js';

/** A connection to the broker of a cluster, past its gateway. */
export interface TestBus {
  readonly bus: NatsBus;
  /** The code a service refuses with, asked as the gateway would ask; `undefined` when it answers with data. */
  ask<C extends Contract>(contract: C, input: z.input<C['input']>, as?: { token?: string; key?: string }): Promise<string | undefined>;
  /** Stores a text under a subject, with a message id of its own. */
  tell(subject: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export async function connectBus(cluster: Pick<Cluster, 'broker'>): Promise<TestBus> {
  const bus = new NatsBus({ url: cluster.broker.url, name: 'test', streamDays: 7, log: pino({ level: 'silent' }) });
  bus.connect();
  await bus.ready();
  return {
    bus,
    ask: async (contract, input, as = {}) => {
      const answer = await bus.request(contract.subject, JSON.stringify({ ...as, until: Date.now() + 8000, input }), 8000);
      return answer.failed ? (JSON.parse(String(answer.body)) as { code: string }).code : undefined;
    },
    tell: (subject, text) => bus.publish([{ id: newId(), subject, event: text }]),
    close: () => bus.drain(),
  };
}

/** An event as its service would tell it. */
export function told<E extends EventContract>(
  event: E,
  data: z.input<E['data']>,
  of: { id?: string; aggregateId?: string; place?: string } = {},
): CloudEvent {
  return {
    specversion: '1.0',
    id: of.id ?? newId(),
    source: `gezhi/${event.service}`,
    type: event.subject,
    subject: of.aggregateId ?? newId(),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    placecode: of.place ?? '320404004',
    data: event.data.parse(data),
  };
}
