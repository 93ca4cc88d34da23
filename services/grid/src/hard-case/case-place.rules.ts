import type { ErrorDefinition } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** Where a case or a dispute is: in the grid, when there is one. */
export interface CasePlace {
  readonly placeCode: string;
  readonly communityCode: string;
  readonly gridCode: string | null;
}

export interface NamedPlace {
  readonly householdId?: string | undefined;
  readonly gridCode?: string | undefined;
  readonly communityCode?: string | undefined;
}

/** What the register knows of the place that was named; null for what is not there or not in force. */
export interface KnownPlace {
  readonly household: { readonly communityCode: string; readonly gridCode: string | null } | null;
  readonly gridInForce: boolean;
}

export interface PlaceRefusals {
  readonly placeMissing: ErrorDefinition;
  readonly householdUnknown: ErrorDefinition;
  readonly gridUnknown: ErrorDefinition;
  readonly communityUnknown: ErrorDefinition;
}

const at = (communityCode: string, gridCode: string | null): CasePlace => ({
  placeCode: gridCode ?? communityCode,
  communityCode,
  gridCode,
});

/**
 * G-17 G-41 A case or a dispute has exactly one place: that of a household, a grid in force or a community. Refuses with the
 * feature's own `place-missing`, `household-unknown` or `grid-unknown`.
 */
export function casePlace(named: NamedPlace, known: KnownPlace, errors: PlaceRefusals): CasePlace {
  const { householdId, gridCode, communityCode } = named;
  ensure([householdId, gridCode, communityCode].filter((one) => one !== undefined).length === 1, errors.placeMissing);
  if (communityCode) return at(communityCode, null);
  if (gridCode) {
    ensure(known.gridInForce, errors.gridUnknown, { gridCode });
    return at(gridCode.slice(0, 12), gridCode);
  }
  ensure(known.household, errors.householdUnknown);
  return at(known.household.communityCode, known.household.gridCode);
}
