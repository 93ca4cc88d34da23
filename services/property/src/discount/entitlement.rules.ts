import {
  discountErrors,
  type endEntitlement,
  type EntitlementKind,
  type EntitlementState as State,
  type InputOf,
  type recordEntitlement,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';

/** P-12 An entitlement is recorded, confirmed by a second person, and ended; it is of a household, and moves on to no other. */
export const entitlementLife = transitions<State, 'confirm' | 'end'>(
  { RECORDED: { confirm: 'CONFIRMED', end: 'ENDED' }, CONFIRMED: { end: 'ENDED' }, ENDED: {} },
  { initial: 'RECORDED' },
);

export interface EntitlementState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly unitId: string;
  readonly householdId: string;
  readonly kind: EntitlementKind;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate | null;
  readonly evidenceIds: string[];
  readonly state: State;
  readonly recordedBy: string;
  readonly recordedAt: values.Instant;
  readonly confirmedAt: values.Instant | null;
  readonly endReason: string | null;
}

/** What an entitlement is recorded of. */
export interface EntitledUnit {
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string | null;
}

/** P-12 What the household of a unit is entitled to is recorded with its proof. Refuses with `property.discount.unit-unknown` or `day-wrong`. */
export function record(
  input: InputOf<typeof recordEntitlement>,
  unit: EntitledUnit | undefined,
  actorId: string,
  now: values.Instant,
): Decision<EntitlementState> {
  ensure(unit?.householdId, discountErrors.unitUnknown);
  ensure(input.to === null || input.to >= input.from, discountErrors.dayWrong);
  const { estateId, communityCode, householdId } = unit;
  const open = { state: entitlementLife.initial, recordedBy: actorId, recordedAt: now, confirmedAt: null, endReason: null };
  return decide({ ...input, version: 1, estateId, communityCode, householdId, ...open });
}

/** P-12 Somebody else than who recorded it confirms it. Refuses with `property.discount.second-person-required`. */
export function confirm(entitlement: EntitlementState, actorId: string, now: values.Instant): Decision<EntitlementState> {
  const state = entitlementLife.next(entitlement.state, 'confirm');
  ensure(entitlement.recordedBy !== actorId, discountErrors.secondPersonRequired);
  return decide({ ...entitlement, state, confirmedAt: now });
}

/** P-12 It ends with a day from today on, and holds on none when that is before its first; bills that were issued stay. Refuses with `property.discount.day-wrong`. */
export function end(
  entitlement: EntitlementState,
  { lastDay, reason }: InputOf<typeof endEntitlement>,
  now: values.Instant,
): Decision<EntitlementState> {
  const state = entitlementLife.next(entitlement.state, 'end');
  ensure(lastDay >= localDateOf(now) && (entitlement.to === null || lastDay <= entitlement.to), discountErrors.dayWrong);
  return decide({ ...entitlement, state, to: lastDay, endReason: reason });
}
