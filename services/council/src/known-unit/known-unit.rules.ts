import type { AreaSource, EventData, ownershipChanged, UnitKind, unitRegistered, values } from '@gezhi/shared/contracts';

/** A unit as the register has it; areas are 0.01 m². */
export interface KnownUnitState {
  readonly unitId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly kind: UnitKind;
  readonly area: number;
  readonly areaSource: AreaSource;
  /** That lives there, where one is known. */
  readonly householdId: string | null;
  readonly version: number;
}

export interface KnownOwnershipState {
  readonly unitId: string;
  /** Of the unit's entry in the register, which every change moves on. */
  readonly version: number;
  /** In the order of the ids, so that equal sets of owners are equal lists. */
  readonly ownerIds: string[];
  readonly validFrom: values.Instant;
}

/** C-10 What is remembered of a unit that was registered or corrected; of two tidings the higher version holds. */
export function registeredUnit(data: EventData<typeof unitRegistered>): KnownUnitState {
  const { unitId, estateId, communityCode, kind, area, areaSource, householdId, version } = data;
  return { unitId, estateId, communityCode, kind, area, areaSource, householdId, version };
}

/** C-10 What is remembered of a change of owners. Every version is kept, so that the owners of an earlier instant can be read. */
export function changedOwnership({ unitId, version, titles, validFrom }: EventData<typeof ownershipChanged>): KnownOwnershipState {
  return { unitId, version, ownerIds: titles.map(({ ownerId }) => ownerId).sort(), validFrom };
}

/**
 * C-10, C-T14 Of the ownerships of a unit, told in whatever order, the one of an instant: of those that had begun by then the one with
 * the highest version, since a correction comes later than what it corrects and says itself from when it holds.
 */
export function ownershipAt(known: readonly KnownOwnershipState[], instant: values.Instant): KnownOwnershipState | undefined {
  const begun = known.filter(({ validFrom }) => validFrom <= instant);
  return begun.reduce<KnownOwnershipState | undefined>(
    (latest, each) => (latest && latest.version > each.version ? latest : each),
    undefined,
  );
}
