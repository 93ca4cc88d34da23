import { requestErrors, sessionDueSoon, sessionOverdue, type values } from '@gezhi/shared/contracts';
import { addDays, decide, DomainError, localDateOf, periodFrom, type Decision } from '@gezhi/shared/domain';
import type { SessionPolicy } from './session-policy.rules.js';

/** When a council has to meet next; its id is the council's. */
export interface CadenceState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly lastRegularOn: values.LocalDate | null;
  readonly dueOn: values.LocalDate;
  readonly warnOn: values.LocalDate;
  readonly warnedAt: values.Instant | null;
  readonly overdueAt: values.Instant | null;
}

export interface Due {
  readonly dueOn: values.LocalDate;
  readonly warnOn: values.LocalDate;
}

/**
 * C-06, C-T24 The last day for the next regular session, so many months after the day of the last one, or of the founding: the corresponding
 * day, or the month's last (民法典 201, 202), never moved by holidays; and the day from which it is warned of.
 */
export function nextDue(since: values.LocalDate, { cadenceMonths, warnDays }: Pick<SessionPolicy, 'cadenceMonths' | 'warnDays'>): Due {
  const { to: dueOn } = periodFrom(since, { months: cadenceMonths }, { rollHoliday: false });
  return { dueOn, warnOn: addDays(dueOn, -warnDays) };
}

/**
 * C-06, C-T24 What time does to a cadence: from the warning day on the coming day is told of, once; on the day after it without a session
 * it is overdue, once. Refuses with `platform.request.wrong-state` when nothing is due.
 */
export function elapseCadence(cadence: CadenceState, now: values.Instant): Decision<CadenceState> {
  const today = localDateOf(now);
  const { id: councilId, communityCode, dueOn, version } = cadence;
  const told = { councilId, communityCode, dueOn, at: now, version: version + 1 };
  if (cadence.overdueAt === null && dueOn < today) return decide({ ...cadence, overdueAt: now }, sessionOverdue(told));
  const isWarned = cadence.warnedAt !== null || cadence.overdueAt !== null;
  if (isWarned || cadence.warnOn > today) throw new DomainError(requestErrors.wrongState, { action: 'elapse', dueOn });
  return decide({ ...cadence, warnedAt: now }, sessionDueSoon(told));
}
