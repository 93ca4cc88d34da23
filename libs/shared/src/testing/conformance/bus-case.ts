import { randomUUID } from 'node:crypto';
import { Unanswered, type Answer, type Bus, type Consumer, type Delivery, type Fact, type Verdict } from '../../messaging/bus.js';

/** A promise every bus keeps; `open` gives a participant. Subjects are new in each case, so that cases may share a broker. */
export type BusCase = (open: () => Promise<Bus>) => Promise<void>;

export const done: Verdict = { done: true };
export const token = () => `t${randomUUID().slice(0, 8)}`;
export const question = () => `grid.query.lantern.${token()}.v1`;
export const happening = () => `grid.event.lantern.${token()}.v1`;
export const fact = (subject: string, more: Partial<Fact> = {}): Fact => ({
  id: randomUUID(),
  subject,
  event: JSON.stringify({ 灯: subject }),
  ...more,
});

export const consumer = (
  subject: string,
  hear: (delivery: Delivery) => Verdict | Promise<Verdict>,
  more: Partial<Consumer> = {},
): Consumer => ({
  name: `grid_lantern_${token()}`,
  subject,
  concurrency: 4,
  hear: async (delivery) => hear(delivery),
  ...more,
});

/** For `assert.rejects`: nobody answered, for this reason. */
export const why = (expected: Unanswered['why']) => (error: unknown) => error instanceof Unanswered && error.why === expected;
export const text = (answer: Answer): string => String(answer.body);
