import type { RequestClass } from '@gezhi/shared/contracts';
import { workingCalendar, type CalendarRows } from '@gezhi/shared/domain';
import { defaultPolicy } from './default-policy.rules.js';
import { handle } from './outcome.rules.js';
import type { By } from './request-actor.rules.js';
import type { ServiceRequestState } from './request-life.rules.js';
import { accept, dispatch, file, respond } from './service-request.rules.js';
import type { Terms } from './time-limit.rules.js';

/** Evidently invented people and places, for specs. */
export const worker: By = { accountId: '01900000-0000-7000-8000-00000000000a', roles: ['grid-worker'] };
export const otherWorker: By = { accountId: '01900000-0000-7000-8000-00000000000b', roles: ['grid-worker'] };
export const secretary: By = { accountId: '01900000-0000-7000-8000-00000000000c', roles: ['community-secretary'] };
export const resident: By = { accountId: '01900000-0000-7000-8000-00000000000d', roles: ['resident'] };
export const requestId = '01900000-0000-7000-8000-000000000001';
export const evidenceId = '01900000-0000-7000-8000-0000000000e1';
export const place = { communityCode: '320404004003', gridCode: '320404004003001', gridType: null, policyId: null };

export const week = (changes: Partial<CalendarRows> = {}) => workingCalendar({ ...(defaultPolicy.calendar as CalendarRows), ...changes });

export function terms(limits: Partial<RequestClass> = {}, calendar = week()): Terms {
  const general = defaultPolicy.classes.find(({ code }) => code === 'GENERAL')!;
  return { class: { ...general, ...limits }, calendar, steps: defaultPolicy.escalation };
}

export const filing = {
  id: requestId,
  class: 'GENERAL',
  origin: 'RESIDENT' as const,
  summary: '样例：楼道灯不亮',
  householdId: '01900000-0000-7000-8000-0000000000f1',
  evidenceIds: [],
};

export const filed = (at: string, limits: Terms = terms(), by: By = resident): ServiceRequestState =>
  file(filing, place, limits, by, at).state;
const nobody = { cadreId: null, dutyId: null };

/** The same request in the states the way to handling leads through, all at one instant. */
export function onItsWay(at: string, limits: Terms = terms()) {
  const accepted = accept(filed(at, limits), worker, at).state;
  const dispatched = dispatch(accepted, { handlerId: worker.accountId, ...nobody }, worker, at).state;
  const inProgress = respond(dispatched, worker, limits, at).state;
  return { accepted, dispatched, inProgress, handled: handle(inProgress, [], worker, limits, at).state };
}

/** The code of the refusal a rule gives, or `accepted`. */
export function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
