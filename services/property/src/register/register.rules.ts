import {
  ownershipErrors,
  registerIntakeErrors,
  unitErrors,
  type ErrorDefinition,
  type importRegister,
  type InputOf,
  type values,
} from '@gezhi/shared/contracts';
import { instantAt } from '@gezhi/shared/domain';
import { isThere, type HouseholdThere } from '../known-household/known-household.rules.js';

export type Row = InputOf<typeof importRegister>['rows'][number];

export interface Refused {
  readonly externalRef: string;
  readonly code: string;
}

export interface EstateOfRow {
  readonly id: string;
  readonly communityCode: string;
  readonly name: string;
}

export interface Accepted {
  readonly row: Row;
  readonly estate: EstateOfRow;
  /** From when it is owned; null without an owner. */
  readonly ownedFrom: values.Instant | null;
}

/** P-01 A row that does not become a unit, with the code that says why. */
export const refusal = ({ externalRef }: Row, { code }: ErrorDefinition): Refused => ({ externalRef, code });

/**
 * P-01 Which rows of a register become units: those of the batch's place, of an estate that is registered, whose number and door
 * occur once; a household is of the estate's community; an owner has a name, and owns since a day that has begun in China.
 *
 * @param estates those that the rows may name
 * @param households those that the rows name, by their ids
 */
export function intake(
  rows: readonly Row[],
  placeCode: string,
  estates: readonly EstateOfRow[],
  households: ReadonlyMap<string, HouseholdThere>,
  now: values.Instant,
): { readonly accepted: readonly Accepted[]; readonly refused: readonly Refused[] } {
  const named = new Map(estates.map((estate) => [`${estate.communityCode} ${estate.name}`, estate]));
  const seen = new Set<string>();
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  for (const row of rows) {
    const estate = named.get(`${row.communityCode} ${row.estateName}`);
    const marks = [`number ${row.externalRef}`, `door ${row.buildingLabel}\n${row.label}`].map((mark) => `${estate?.id} ${mark}`);
    const ownedFrom = row.ownerName ? (row.ownedSince ? instantAt(row.ownedSince) : now) : null;
    if (!row.communityCode.startsWith(placeCode)) refused.push(refusal(row, registerIntakeErrors.outsidePlace));
    else if (!estate) refused.push(refusal(row, registerIntakeErrors.estateUnknown));
    else if (marks.some((mark) => seen.has(mark))) refused.push(refusal(row, registerIntakeErrors.repeatedInBatch));
    else if (row.householdId && !isThere(households.get(row.householdId), row.communityCode))
      refused.push(refusal(row, unitErrors.householdUnknown));
    else if (!row.ownerName && hasOwnerDetails(row)) refused.push(refusal(row, registerIntakeErrors.ownerNameMissing));
    else if (ownedFrom && ownedFrom > now) refused.push(refusal(row, ownershipErrors.inFuture));
    else accepted.push({ row, estate, ownedFrom });
    for (const mark of marks) seen.add(mark);
  }
  return { accepted, refused };
}

const hasOwnerDetails = ({ identityNumber, phone, ownedSince }: Row): boolean => [identityNumber, phone, ownedSince].some(Boolean);

/** P-01 Square metres as the register writes them, `62.5`, in 0.01 m²: exactly, without a binary fraction between. */
export function areaOf(squareMetres: string): number {
  const [whole, decimals = ''] = squareMetres.split('.') as [string, string?];
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}
