import { serviceRequestErrors, type PauseReason, type RequestClass, type RequestClock } from '@gezhi/shared/contracts';
import {
  decide,
  dueAt,
  ensure,
  escalations,
  extendedDueAt,
  type Clock,
  type Decision,
  type Escalation,
  type EscalationStep,
  type WorkingCalendar,
} from '@gezhi/shared/domain';
import { ensureHandler, type By } from './request-actor.rules.js';
import { isConcluded, moveOn, type ServiceRequestState } from './request-life.rules.js';

/** What a jurisdiction has laid down for the class of a request. */
export interface Terms {
  readonly class: RequestClass;
  readonly calendar: WorkingCalendar;
  readonly steps: readonly EscalationStep[];
}

const days = (from: string, amount: number, calendar: WorkingCalendar): string => dueAt(from, { amount, unit: 'calendar-day' }, calendar);
/** G-42 The end of the last of so many days after an instant; the instant itself for none. */
export const daysAfter = (from: string, amount: number, terms: Terms): string => (amount === 0 ? from : days(from, amount, terms.calendar));

const responseClock = (request: ServiceRequestState, terms: Terms): Clock => ({
  start: request.filedAt,
  limit: terms.class.firstResponse,
  pauses: [],
});
const resolveClock = (request: ServiceRequestState, terms: Terms): Clock => ({
  start: request.clockStart,
  limit: terms.class.resolve,
  pauses: request.pauses,
});

export interface Ladder {
  readonly clock: RequestClock;
  /** The level already told. */
  readonly reached: number;
  readonly steps: readonly Escalation[];
}

/** G-42 The ladder of each clock that still runs: of the first response until there is one, of resolving until an outcome. */
export function ladders(request: ServiceRequestState, terms: Terms): Ladder[] {
  const { steps, calendar } = terms;
  if (isConcluded(request.state)) return [];
  const resolve = {
    clock: 'RESOLVE',
    reached: request.resolveLevel,
    steps: escalations(resolveClock(request, terms), steps, calendar),
  } as const;
  if (request.firstResponseAt) return [resolve];
  return [
    { clock: 'FIRST_RESPONSE', reached: request.responseLevel, steps: escalations(responseClock(request, terms), steps, calendar) },
    resolve,
  ];
}

/** G-42 The instant after which the next escalation is due, `null` while the clocks stand or nothing is left to climb. */
export function nextEscalation(request: ServiceRequestState, terms: Terms): string | null {
  const ahead = ladders(request, terms).flatMap(({ reached, steps }) => steps.filter(({ level, at }) => level > reached && at !== null));
  return ahead.map(({ at }) => at!).toSorted()[0] ?? null;
}

/** G-42 G-T8 Sets the clocks going: first response from the filing, resolving from `start`. */
export function startClocks<S extends ServiceRequestState>(request: S, terms: Terms, start: string): S {
  const { class: limits, calendar } = terms;
  const resolveDue = dueAt(start, limits.resolve, calendar);
  const closureDue = request.closedAt ? request.closureDue : resolveDue;
  const firstResponseDue = request.firstResponseAt ? request.firstResponseDue : dueAt(request.filedAt, limits.firstResponse, calendar);
  const running = { ...request, clockStart: start, resolveDue, closureDue, firstResponseDue, resolveLevel: 0 };
  return { ...running, nextEscalationAt: nextEscalation(running, terms) };
}

/** G-42 G-T9 Asking the reporter stops the resolve clock, for as long as the class allows. */
export function wait(request: ServiceRequestState, reason: PauseReason, by: By, terms: Terms, now: string): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  const state = moveOn(request, 'wait');
  const pauses = [...request.pauses, { from: now, to: null, reason }];
  return decide({
    ...request,
    state,
    pauses,
    pausedUntil: days(now, terms.class.longestPauseDays, terms.calendar),
    nextEscalationAt: null,
  });
}

function resumed(request: ServiceRequestState, terms: Terms, now: string): Decision<ServiceRequestState> {
  const state = moveOn(request, 'resume');
  const pauses = request.pauses.map((pause) => (pause.to === null ? { ...pause, to: now } : pause));
  const resolveDue = extendedDueAt(resolveClock({ ...request, pauses }, terms), terms.calendar)!;
  const closureDue = request.closedAt ? request.closureDue : resolveDue;
  const running = { ...request, state, pauses, pausedUntil: null, resolveDue, closureDue };
  return decide({ ...running, nextEscalationAt: nextEscalation(running, terms) });
}

/** G-42 G-T9 The reporter answered: the resolve clock runs on with the time that was left. */
export function resume(request: ServiceRequestState, by: By, terms: Terms, now: string): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  return resumed(request, terms, now);
}

/** G-42 A wait that reached its longest time ends by itself; refuses with `grid.service-request.nothing-due` before. */
export function endOverlongWait(request: ServiceRequestState, terms: Terms, now: string): Decision<ServiceRequestState> {
  ensure(request.pausedUntil !== null && request.pausedUntil < now, serviceRequestErrors.nothingDue);
  return resumed(request, terms, now);
}
