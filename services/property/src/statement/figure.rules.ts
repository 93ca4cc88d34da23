import type { CostCategory, EntryKind, Fund, LedgerAccountName, StatementFigure } from '@gezhi/shared/contracts';
import { addFen, sumFen } from '@gezhi/shared/domain';

/** What was booked on an account by one kind of entries, up to the last day of a period, in fen. */
export interface Movement {
  readonly fund: Fund;
  readonly account: LedgerAccountName;
  /** Of a reversal, the kind that it takes back. */
  readonly kind: EntryKind;
  /** What a cost is for; empty for what is no cost. */
  readonly category: CostCategory | '';
  /** In the period: a debit above 0, a credit below; and by how many entries. */
  readonly movedFen: number;
  readonly moved: number;
  /** Up to its last day: all debits, all credits, and by how many entries. */
  readonly debitFen: number;
  readonly creditFen: number;
  readonly stands: number;
}

/** What a figure is made of: postings on an account, of some kinds in the period, or of all kinds up to its end. */
export interface FigureDefinition {
  readonly fund: Fund;
  readonly account: LedgerAccountName;
  /** `null`: the balance at the end of the period, of all kinds. */
  readonly kind: EntryKind | null;
  /** Whether it is told as what the account was debited or credited by. */
  readonly side: 'DEBIT' | 'CREDIT';
}

const of = (fund: Fund, account: LedgerAccountName, kind: EntryKind | null, side: 'DEBIT' | 'CREDIT'): FigureDefinition => ({
  ...{ fund, account, kind, side },
});

/** P-14 Every amount that a statement takes from the books, and the entries that it is made of (民法典 943). */
export const figures: Readonly<Record<StatementFigure, FigureDefinition>> = {
  PAYMENTS: of('SERVICE', 'BANK', 'PAYMENT', 'DEBIT'),
  REFUNDS: of('SERVICE', 'BANK', 'REFUND', 'CREDIT'),
  PREPAID: of('SERVICE', 'PREPAID', null, 'CREDIT'),
  BASIC_INCOME: of('SERVICE', 'BASIC_INCOME', 'INCOME_EARNED', 'CREDIT'),
  OPTIONAL_INCOME: of('SERVICE', 'OPTIONAL_INCOME', 'INCOME_EARNED', 'CREDIT'),
  VALUE_ADDED_INCOME: of('SERVICE', 'VALUE_ADDED_INCOME', 'INCOME_EARNED', 'CREDIT'),
  SERVICE_COST: of('SERVICE', 'SERVICE_COST', 'COST', 'DEBIT'),
  SURPLUS: of('REINVESTMENT', 'BANK', 'CLOSING', 'DEBIT'),
  DEFICIT: of('SERVICE', 'DEFICIT', 'CLOSING', 'DEBIT'),
  REINVESTED: of('REINVESTMENT', 'BANK', 'SPENDING', 'CREDIT'),
  REINVESTMENT_BALANCE: of('REINVESTMENT', 'FUND_BALANCE', null, 'CREDIT'),
  COMMON_INCOME: of('COMMON_REVENUE', 'BANK', 'COMMON_INCOME', 'DEBIT'),
  COMMON_COST: of('COMMON_REVENUE', 'BANK', 'COMMON_COST', 'CREDIT'),
  COMMON_SPENT: of('COMMON_REVENUE', 'BANK', 'SPENDING', 'CREDIT'),
  COMMON_BALANCE: of('COMMON_REVENUE', 'FUND_BALANCE', null, 'CREDIT'),
  ADVANCE_BOOKED: of('GOVERNMENT_ADVANCE', 'BANK', 'ADVANCE_BOOKED', 'DEBIT'),
  ADVANCE_DRAWN: of('GOVERNMENT_ADVANCE', 'BANK', 'ADVANCE_DRAWN', 'CREDIT'),
  // A cost that is taken back gives the advance what it had paid of it.
  ADVANCE_RETURNED: of('GOVERNMENT_ADVANCE', 'BANK', 'COST', 'DEBIT'),
  ADVANCE_SPENT: of('GOVERNMENT_ADVANCE', 'BANK', 'SPENDING', 'CREDIT'),
  ADVANCE_BALANCE: of('GOVERNMENT_ADVANCE', 'FUND_BALANCE', null, 'CREDIT'),
};

/** A figure of a statement: its amount in fen, and how many entries make it. */
export interface Figure {
  readonly amountFen: number;
  readonly entries: number;
}

/** P-14 A figure, added up from what was booked; of one category of costs when named. Refuses beyond 2^53 − 1 fen. */
export function figureOf(movements: readonly Movement[], figure: StatementFigure, category?: CostCategory): Figure {
  const { fund, account, kind, side } = figures[figure];
  const made = movements.filter(
    (one) => one.fund === fund && one.account === account && (!kind || one.kind === kind) && (!category || one.category === category),
  );
  const booked = sumFen(made.map(({ movedFen, debitFen, creditFen }) => (kind ? movedFen : addFen(debitFen, -creditFen))));
  const entries = made.reduce((sum, { moved, stands }) => sum + (kind ? moved : stands), 0);
  return { amountFen: side === 'DEBIT' || booked === 0 ? booked : -booked, entries };
}

/** P-14 What all postings up to the end of a period add up to; they agree when debits are credits in every fund. */
export function sumsOf(movements: readonly Movement[]) {
  const funds = new Set(movements.map(({ fund }) => fund));
  const sums = (rows: readonly Movement[]) => ({
    debitsFen: sumFen(rows.map(({ debitFen }) => debitFen)),
    creditsFen: sumFen(rows.map(({ creditFen }) => creditFen)),
  });
  const agrees = [...funds].every((fund) => {
    const { debitsFen, creditsFen } = sums(movements.filter((one) => one.fund === fund));
    return debitsFen === creditsFen;
  });
  return { postings: movements.reduce((sum, { stands }) => sum + stands, 0), ...sums(movements), agrees };
}
