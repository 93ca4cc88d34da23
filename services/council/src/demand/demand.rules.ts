import {
  demandErrors,
  demandUnmet,
  requestErrors,
  type DemandLack,
  type DemandState as DemandStanding,
  type InputOf,
  type listDemand,
  type TimeSlot,
  type values,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureInTaxonomy, type ServiceFieldPolicy } from '../service-field/service-field.rules.js';

export interface DemandState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly householdId: string | null;
  readonly needId: string | null;
  readonly field: string;
  readonly skill: string | null;
  readonly title: string;
  readonly slots: TimeSlot[];
  readonly state: DemandStanding;
  readonly listedAt: values.Instant;
  readonly unmetFrom: values.Instant;
  readonly unmetAt: values.Instant | null;
  readonly topicId: string | null;
  readonly withdrawalReason: string | null;
  /** What was lacking when services were looked for last. */
  readonly lack: DemandLack | null;
}

/** A need that may become a demand. */
export interface NeedSaid {
  readonly communityCode: string;
  readonly householdId: string;
  readonly expiresOn: values.LocalDate;
}

export const demandLife = transitions<DemandStanding, 'claim' | 'release' | 'fulfil' | 'withdraw' | 'raise' | 'elapse'>(
  {
    OPEN: { claim: 'CLAIMED', withdraw: 'WITHDRAWN', raise: 'RAISED', elapse: 'OPEN' },
    CLAIMED: { release: 'OPEN', fulfil: 'FULFILLED' },
    FULFILLED: {},
    WITHDRAWN: {},
    RAISED: {},
  },
  { initial: 'OPEN' },
);

/**
 * C-14, C-16 What is wanted comes on the list, out of a need that still holds when named; it is unmet from the end of so many calendar
 * days on. Refuses with `council.service-field.field-unknown`, `skill-unknown` or `council.demand.need-unknown`.
 *
 * @param need the need named, `undefined` when none of its id is known
 */
export function list(
  input: InputOf<typeof listDemand>,
  { need, policy }: { readonly need: NeedSaid | undefined; readonly policy: Pick<ServiceFieldPolicy, 'fields' | 'unmetDays'> },
  now: values.Instant,
): Decision<DemandState> {
  const { id, communityCode, needId = null, field, skill = null, title, slots } = input;
  ensureInTaxonomy(policy, field, skill ? [skill] : []);
  const householdId = input.householdId ?? need?.householdId ?? null;
  if (needId !== null) {
    const holds = need && need.communityCode === communityCode && need.householdId === householdId && localDateOf(now) <= need.expiresOn;
    ensure(holds, demandErrors.needUnknown);
  }
  return decide({
    ...{ id, version: 1, communityCode, householdId, needId, field, skill, title, slots: [...new Set(slots)], state: demandLife.initial },
    ...{ listedAt: now, unmetFrom: endOfDayAfter(now, policy.unmetDays), unmetAt: null, topicId: null, withdrawalReason: null, lack: null },
  });
}

/** C-14 What is wanted no more leaves the list, with the reason, as long as nothing was claimed for it. Refuses with `platform.request.wrong-state`. */
export function withdraw(demand: DemandState, reason: string): Decision<DemandState> {
  return decide({ ...demand, state: demandLife.next(demand.state, 'withdraw'), withdrawalReason: reason });
}

/** C-T29 A demand is unmet while it is open and its days are over; a claim given back does not start them anew. */
export const isUnmet = ({ state, unmetFrom }: Pick<DemandState, 'state' | 'unmetFrom'>, now: values.Instant): boolean =>
  demandLife.allows(state, 'elapse') && unmetFrom <= now;

/** C-T29 That a demand is unmet is told once. Refuses with `platform.request.wrong-state` when it is not, or was told. */
export function elapse(demand: DemandState, now: values.Instant): Decision<DemandState> {
  const { id: demandId, communityCode, field, listedAt, version } = demand;
  const due = isUnmet(demand, now) && demand.unmetAt === null;
  ensure(due, requestErrors.wrongState, { from: demand.state, action: 'elapse' });
  return decide({ ...demand, unmetAt: now }, demandUnmet({ demandId, communityCode, field, listedAt, at: now, version: version + 1 }));
}

/** C-T29, C-09 An unmet demand becomes a topic, in one step, and keeps the link. Refuses with `platform.request.wrong-state` or `council.demand.not-unmet`. */
export function raise(demand: DemandState, topicId: string, now: values.Instant): DemandState {
  const state = demandLife.next(demand.state, 'raise');
  ensure(isUnmet(demand, now), demandErrors.notUnmet);
  return { ...demand, state, topicId };
}
