import { hardCaseErrors } from '@gezhi/shared/contracts';
import { guard, type Act, type Guard } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { enter } from './backlog-case.rules.js';
import { cadresWithin } from './case-facts.queries.js';
import { gridInForce, gridsAtPlace } from '../partition/in-force.plan.js';
import type { CasePlace, NamedPlace, PlaceRefusals } from './case-place.rules.js';
import { BacklogCase } from './hard-case.entity.js';

/** The place of a case or a dispute is there when it is stored: a grid in force, or a community that has some. */
export function stillThere({ communityCode }: NamedPlace, { gridCode }: CasePlace, errors: PlaceRefusals): Guard[] {
  if (communityCode) return [guard(errors.communityUnknown, gridsAtPlace, communityCode)];
  return gridCode ? [guard(errors.gridUnknown, gridInForce, gridCode)] : [];
}

/** What a failed mediation hands to the register of backlog cases. */
export interface DisputeForCase extends CasePlace {
  /** Of the dispute. */
  readonly id: string;
  readonly class: string;
  readonly summary: string;
  readonly openedOn: string;
}

export interface CaseFromDispute {
  readonly id: string;
  readonly title: string;
  readonly restricted: boolean;
  readonly ownerCadreId?: string | undefined;
}

/**
 * G-41 G-17 A failed mediation becomes a backlog case, in the act that ends it: its origin is the dispute's. Refuses with
 * `grid.hard-case.owner-unknown`.
 */
export async function caseOfDispute(act: Act, dispute: DisputeForCase, input: CaseFromDispute, by: string | null): Promise<void> {
  const { id: disputeId, summary, openedOn: originOn, placeCode, communityCode, gridCode } = dispute;
  const { id, title, restricted, ownerCadreId = null } = input;
  const owners = ownerCadreId ? await act.query(cadresWithin.text, [[ownerCadreId], placeCode]) : [];
  ensure(ownerCadreId === null || owners.length === 1, hardCaseErrors.ownerUnknown);
  const place = { placeCode, communityCode, gridCode, householdId: null };
  const entering = { id, ...place, class: dispute.class, title, summary, originOn, petition: false, restricted, ownerCadreId };
  const { state, events } = enter({ ...entering, registeredById: by, disputeId }, act.now);
  await act.insert(BacklogCase, [state as BacklogCase]);
  for (const happened of events) act.emit(happened, { id });
}
