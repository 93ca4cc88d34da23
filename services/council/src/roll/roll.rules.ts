import { ballotErrors, type RollEntryView, type RollTotals, type VoterGroup } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** Who stands on a roll, before numbers are given. */
export interface Listed {
  /** The ids for which accounts act: owners, households, accounts; in their order. Nobody is to vote where it is empty. */
  readonly voterIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly heads: number;
  /** 0.01 m². */
  readonly area: number;
  readonly group: VoterGroup | null;
  readonly recused: boolean;
  readonly attends: boolean;
}

export type RollEntryState = Listed &
  RollEntryView & {
    readonly ballotId: string;
    readonly salt: string;
  };

interface OwnedUnit {
  readonly unitId: string;
  readonly area: number;
  readonly ownerIds: readonly string[];
}

const listed = { heads: 1, area: 0, group: null, recused: false, attends: false, unitIds: [] };

/**
 * C-10, C-T12 The roll of the owners of an estate (区分所有权解释 8, 9): one head for each set of owners, however many units it has, as
 * the developer with what is unsold; a unit with several owners is one entry. A unit whose owner is not known counts in area and as one
 * head, and has nobody to vote.
 */
export function rollOfOwners(units: readonly OwnedUnit[]): Listed[] {
  const entries = new Map<string, Listed>();
  for (const { unitId, area, ownerIds } of units) {
    const voterIds = [...ownerIds].sort();
    const key = voterIds.join() || unitId;
    const known = entries.get(key) ?? { ...listed, voterIds };
    entries.set(key, { ...known, area: known.area + area, unitIds: [...known.unitIds, unitId] });
  }
  return [...entries.values()];
}

/** C-10, C-T15 The roll of residents' representatives: one head each. Refuses with `council.ballot.roll-given` {representativeId} whom it names twice. */
export function rollOfRepresentatives(
  representatives: readonly { readonly representativeId: string; readonly attends: boolean }[],
): Listed[] {
  const seen = new Set<string>();
  return representatives.map(({ representativeId, attends }) => {
    ensure(!seen.has(representativeId), ballotErrors.rollGiven, { representativeId });
    seen.add(representativeId);
    return { ...listed, voterIds: [representativeId], attends };
  });
}

/**
 * C-10, C-T16 The roll of members or of parties: one head each; who is recused stays on it and counts nowhere, so that everyone sees who
 * was left out.
 */
export const rollOfSeats = (
  seats: readonly {
    readonly voterId: string | null;
    readonly group: VoterGroup | null;
    readonly recused: boolean;
    readonly attends: boolean;
  }[],
): Listed[] => seats.map(({ voterId, ...seat }) => ({ ...listed, ...seat, voterIds: voterId === null ? [] : [voterId] }));

/**
 * C-10 Entries get their numbers in the order of their salts, which are random: a number says nothing of who it is. Refuses with
 * `council.ballot.roll-empty` a roll on which nobody may vote.
 *
 * @param saltOf makes 32 hex digits
 * @param sealOf binds an entry to those on it
 */
export function numbered(
  ballotId: string,
  entries: readonly Listed[],
  saltOf: () => string,
  sealOf: (ballotId: string, number: number, voterIds: readonly string[], salt: string) => string,
): RollEntryState[] {
  ensure(
    entries.some(({ voterIds, recused }) => voterIds.length > 0 && !recused),
    ballotErrors.rollEmpty,
  );
  const salted = entries.map((entry) => ({ entry, salt: saltOf() })).sort((one, other) => (one.salt < other.salt ? -1 : 1));
  return salted.map(({ entry, salt }, index) => {
    const number = index + 1;
    return { ...entry, ballotId, number, salt, seal: sealOf(ballotId, number, entry.voterIds, salt) };
  });
}

/** C-10 What a roll adds up to: who is recused is not counted, who is not known is. */
export function totalsOf(entries: readonly Listed[]): RollTotals {
  const counted = entries.filter(({ recused }) => !recused);
  const sum = (of: (entry: Listed) => number) => counted.reduce((total, entry) => total + of(entry), 0);
  return {
    ...{ entries: counted.length, heads: sum(({ heads }) => heads), area: sum(({ area }) => area) },
    units: sum(({ unitIds }) => unitIds.length),
    unitsWithoutOwner: sum(({ voterIds, unitIds }) => (voterIds.length ? 0 : unitIds.length)),
  };
}
