import { visitErrors, type importVisits, type InputOf, type values } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';
import type { VisitPolicy } from './visit-policy.rules.js';
import { checkOccurredAt, visitKindFor, type Visited, type VisitState } from './visit.rules.js';

type Row = InputOf<typeof importVisits>['rows'][number];

export interface VisitIntake {
  readonly accepted: readonly { readonly visit: VisitState; readonly household: Visited }[];
  readonly refused: readonly { readonly externalRef: string; readonly code: string }[];
}

/**
 * G-19 Which rows of a register become visits; every row is judged by itself. A unique key, not this rule, keeps
 * a row known by household, instant and number as it is.
 *
 * @param find the household of a row, when it lies in the place of the batch
 */
export function intake(
  rows: readonly Row[],
  of: {
    readonly ids: readonly string[];
    readonly find: (row: Row) => Visited | undefined;
    readonly policy: VisitPolicy;
    readonly campaignId: string | null;
    readonly actorId: string;
    readonly now: values.Instant;
  },
): VisitIntake {
  const accepted: { visit: VisitState; household: Visited }[] = [];
  const refused: { externalRef: string; code: string }[] = [];
  const { now: recordedAt, campaignId, actorId } = of;
  rows.forEach((row, index) => {
    try {
      const household = of.find(row);
      ensure(household, visitErrors.householdUnknown);
      checkOccurredAt(row.occurredAt, recordedAt, of.policy.importDays);
      const kind = visitKindFor(household.kind, row.kind);
      const { communityCode, id: householdId } = household;
      const { occurredAt, needs, externalRef } = row;
      const visit = {
        id: of.ids[index]!,
        version: 1,
        householdId,
        communityCode,
        campaignId,
        kind,
        occurredAt,
        recordedAt,
        actorId,
        needs,
        evidence: [],
        externalRef,
      };
      accepted.push({ visit, household });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ externalRef: row.externalRef, code: error.code });
    }
  });
  return { accepted, refused };
}
