import { errors } from '../contracts/define.js';
import type { Instant } from '../contracts/values.js';
import { dueAt, extendByPauses, isOnTime, timeOf, type Clock, type Limit } from './deadline.js';
import { ensure } from './decision.js';
import type { WorkingCalendar } from './working-calendar.js';

export const escalationErrors = errors('platform.escalation', {
  stepInvalid: ['rule', '督办级别与时限百分比须为正整数', 'The level and the percentage of an escalation step are whole numbers from 1'],
});

/** When a clock climbs to a level: at a percentage of its limit (80 warns, 150 is half over), or a limit after the deadline. */
export type EscalationStep = { readonly level: number } & ({ readonly percent: number } | { readonly after: Limit });

/** A level and the instant after which it holds; `null` while the clock stands before that instant. */
export interface Escalation {
  readonly level: number;
  readonly at: Instant | null;
}

/**
 * The instants at which a clock climbs, in the order of the steps; pauses move them as they move the deadline, and a pause
 * begun after the deadline moves none of them (section 5.1, clocks).
 *
 * Refuses levels and percentages other than whole numbers from 1 with `platform.escalation.step-invalid`.
 */
export function escalations(clock: Clock, steps: readonly EscalationStep[], calendar: WorkingCalendar): Escalation[] {
  const time = timeOf(clock.limit, calendar);
  const end = dueAt(clock.start, clock.limit, calendar);
  const whole = time.between(clock.start, end);
  const due = extendByPauses(clock.start, end, clock.pauses, time);
  const pauses = clock.pauses.filter(({ from }) => due === null || from < due);
  return steps.map((step) => {
    const counts = 'percent' in step ? [step.level, step.percent] : [step.level];
    ensure(
      counts.every((count) => Number.isSafeInteger(count) && count >= 1),
      escalationErrors.stepInvalid,
      { counts },
    );
    if ('after' in step) return { level: step.level, at: due && dueAt(due, step.after, calendar) };
    const reached = time.after(clock.start, Math.floor((whole * step.percent) / 100));
    return { level: step.level, at: extendByPauses(clock.start, reached, pauses, time) };
  });
}

/** The highest level reached at `now`, 0 for none; exactly at an instant its level is not reached yet, as with the deadline (G-T12). */
export function levelAt(reached: readonly Escalation[], now: Instant): number {
  return Math.max(0, ...reached.filter(({ at }) => at !== null && !isOnTime(now, at)).map(({ level }) => level));
}
