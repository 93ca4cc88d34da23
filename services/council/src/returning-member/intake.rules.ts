import {
  returningMemberErrors,
  returningMemberIntakeErrors,
  type ErrorDefinition,
  type importReturningMembers,
  type InputOf,
} from '@gezhi/shared/contracts';
import type { ServiceFieldPolicy } from '../service-field/service-field.rules.js';

export type Row = InputOf<typeof importReturningMembers>['rows'][number];

/** C-15 What tells the members of lists apart: community and number. */
export const keyOf = ({ communityCode, externalRef }: Pick<Row, 'communityCode' | 'externalRef'>): string =>
  `${communityCode} ${externalRef}`;

/**
 * C-15 Which rows of a list become returning members: those of the batch's place, whose number occurs once, who work elsewhere than they
 * live and whose skills are in the taxonomy; of the others the code that says why.
 */
export function intake(
  rows: readonly Row[],
  placeCode: string,
  { fields }: Pick<ServiceFieldPolicy, 'fields'>,
): { readonly accepted: Row[]; readonly refused: { readonly externalRef: string; readonly code: string }[] } {
  const skills = new Set(fields.flatMap((field) => field.skills.map(({ code }) => code)));
  const seen = new Set<string>();
  const refusal = (row: Row): ErrorDefinition | undefined => {
    if (!row.communityCode.startsWith(placeCode)) return returningMemberIntakeErrors.outsidePlace;
    if (seen.has(keyOf(row))) return returningMemberIntakeErrors.repeatedInBatch;
    if (row.workCommunityCode === row.communityCode) return returningMemberErrors.workUnitAtHome;
    return row.skills.every((skill) => skills.has(skill)) ? undefined : returningMemberErrors.skillUnknown;
  };
  const accepted: Row[] = [];
  const refused: { externalRef: string; code: string }[] = [];
  for (const row of rows) {
    const error = refusal(row);
    if (error) refused.push({ externalRef: row.externalRef, code: error.code });
    else accepted.push(row);
    seen.add(keyOf(row));
  }
  return { accepted, refused };
}
