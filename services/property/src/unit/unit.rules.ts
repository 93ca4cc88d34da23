import {
  estateErrors,
  unitErrors,
  unitRegistered,
  type AreaSource,
  type InputOf,
  type correctUnit,
  type registerBuilding,
  type registerUnit,
  type UnitKind,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { isThere, type HouseholdThere } from '../known-household/known-household.rules.js';

export interface BuildingState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly label: string;
}

export interface UnitState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly buildingId: string;
  readonly communityCode: string;
  readonly label: string;
  readonly kind: UnitKind;
  /** In 0.01 m². */
  readonly area: number;
  readonly areaSource: AreaSource;
  readonly householdId: string | null;
  readonly externalRef: string | null;
}

/** P-01 A building of an estate. Refuses with `property.estate.estate-unknown`. */
export function build(
  input: InputOf<typeof registerBuilding>,
  estate: { readonly communityCode: string } | undefined,
): Decision<BuildingState> {
  ensure(estate, estateErrors.estateUnknown);
  return decide({ ...input, version: 1, communityCode: estate.communityCode });
}

/**
 * P-01 A unit of a building, with its area and what the area is taken from (区分所有权解释 8: the title register, else a
 * measurement, else the sale contract). Refuses with `property.unit.building-unknown` or `household-unknown`.
 *
 * @param household the one it names; undefined when it is not known
 */
export function register(
  input: InputOf<typeof registerUnit>,
  building: Pick<BuildingState, 'estateId' | 'communityCode'> | undefined,
  household: HouseholdThere | undefined,
  now: values.Instant,
): Decision<UnitState> {
  ensure(building, unitErrors.buildingUnknown);
  const { estateId, communityCode } = building;
  const { id, buildingId, label, kind, area, areaSource, householdId = null, externalRef = null } = input;
  ensureThere(householdId, household, communityCode);
  const unit = { id, version: 1, estateId, buildingId, communityCode, label, kind, area, areaSource, householdId, externalRef };
  return decide(unit, told(unit, 1, now));
}

/** P-01 The entry of a unit is corrected. Refuses with `property.unit.unchanged` or `household-unknown`. */
export function correct(
  unit: UnitState,
  { label, kind, area, areaSource, householdId }: InputOf<typeof correctUnit>,
  household: HouseholdThere | undefined,
  now: values.Instant,
): Decision<UnitState> {
  const next = {
    ...unit,
    label: label ?? unit.label,
    kind: kind ?? unit.kind,
    area: area ?? unit.area,
    areaSource: areaSource ?? unit.areaSource,
    householdId: householdId === undefined ? unit.householdId : householdId,
  };
  const fields = ['label', 'kind', 'area', 'areaSource', 'householdId'] as const;
  ensure(
    fields.some((field) => next[field] !== unit[field]),
    unitErrors.unchanged,
  );
  if (next.householdId !== unit.householdId) ensureThere(next.householdId, household, unit.communityCode);
  return decide(next, told(next, unit.version + 1, now));
}

/** P-01, P-05 The household of a unit has left: the unit is there, and names none. */
export const vacate = (unit: UnitState, now: values.Instant): Decision<UnitState> =>
  decide({ ...unit, version: unit.version + 1, householdId: null }, told({ ...unit, householdId: null }, unit.version + 1, now));

function ensureThere(householdId: string | null, household: HouseholdThere | undefined, communityCode: string): void {
  ensure(householdId === null || isThere(household, communityCode), unitErrors.householdUnknown);
}

function told(unit: UnitState, version: number, at: values.Instant) {
  const { id: unitId, estateId, buildingId, communityCode, kind, area, areaSource, householdId } = unit;
  return unitRegistered({ unitId, estateId, buildingId, communityCode, kind, area, areaSource, householdId, at, version });
}
