import { reconciliationErrors, type ReconciliationStanding, type values } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { ensureAmount } from '../ledger/posting.rules.js';
import { standingOf, type Booked, type LineState } from './reconciliation.rules.js';

/** What a line was, and what it became. */
export interface LineCorrection {
  readonly lineId: string;
  /** Of the line, as the correction made it. */
  readonly version: number;
  readonly formerFen: number;
  readonly amountFen: number;
  readonly formerFound: ReconciliationStanding;
  readonly formerImportedBy: string;
  readonly reason: string;
  readonly correctedBy: string;
  readonly correctedAt: values.Instant;
}

/**
 * P-13, P-T20 An amount of a statement that was taken in wrongly is corrected by somebody else than who took it in or confirmed it; what
 * it was is kept, and how it agrees with the books is found anew. Whoever corrects vouches for the amount, so that another confirms it.
 * What a confirmed line had booked stays: the difference shows. Refuses with `property.reconciliation.correction-not-yours`,
 * `nothing-to-correct` or `property.ledger.amount-too-large`.
 */
export function correctLine(
  line: LineState,
  booked: Booked | undefined,
  { amountFen, reason, actorId }: { readonly amountFen: number; readonly reason: string; readonly actorId: string },
  now: values.Instant,
): { readonly line: LineState; readonly correction: LineCorrection } {
  ensure(actorId !== line.importedBy && actorId !== line.confirmedBy, reconciliationErrors.correctionNotYours);
  ensure(amountFen !== line.amountFen, reconciliationErrors.nothingToCorrect);
  ensureAmount(amountFen);
  const version = line.version + 1;
  const correction: LineCorrection = {
    ...{ lineId: line.id, version, formerFen: line.amountFen, amountFen, formerFound: line.found, formerImportedBy: line.importedBy },
    ...{ reason, correctedBy: actorId, correctedAt: now },
  };
  return { line: { ...line, version, amountFen, importedBy: actorId, found: standingOf(amountFen, booked) }, correction };
}
