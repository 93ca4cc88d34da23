import { costCategory, type CostCategory, type StatementFigure } from '@gezhi/shared/contracts';
import { shareFen } from '@gezhi/shared/domain';
import { figureOf, type Movement } from './figure.rules.js';
import { categoryLabels } from './label.rules.js';

/** A payment of a household for one of its bills. */
export interface Paid {
  readonly paymentId: string;
  readonly billId: string;
  readonly entryId: string;
  readonly receivedAt: string;
  readonly amountFen: number;
}

/** What a bill has earned so far, and what of it was paid back, in fen. */
export interface Earned {
  readonly earnedFen: number;
  readonly refundedFen: number;
}

/**
 * P-14, P-T16b What became of each payment of a bill, in fen: earned by days served (of the earliest payments first), paid back (out
 * of the latest first), and prepaid, which is the rest. The three add up to the payment, whatever the order they are given in.
 *
 * @param bill earnedFen + refundedFen are at most what was paid
 */
export function splitPayments<P extends Paid>(payments: readonly P[], bill: Earned) {
  const sorted = [...payments].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const refunded = take([...sorted].reverse(), bill.refundedFen).reverse();
  const left = sorted.map((payment, index) => ({ amountFen: payment.amountFen - refunded[index]! }));
  const earned = take(left, bill.earnedFen);
  return sorted.map((payment, index) => ({
    ...payment,
    earnedFen: earned[index]!,
    refundedFen: refunded[index]!,
    prepaidFen: left[index]!.amountFen - earned[index]!,
  }));
}

const key = ({ receivedAt, paymentId }: Paid): string => `${receivedAt} ${paymentId}`;

/** An amount taken out of others, the first of them first. */
function take(amounts: readonly { readonly amountFen: number }[], amountFen: number): number[] {
  let left = amountFen;
  return amounts.map((one) => {
    const taken = Math.min(left, one.amountFen);
    left -= taken;
    return taken;
  });
}

/** One use of the income of a period. */
export interface Use {
  readonly code: CostCategory | 'CARRIED_DEFICIT' | 'SURPLUS';
  readonly label: string;
  readonly estateFen: number;
  readonly of: { readonly figure: StatementFigure; readonly category: CostCategory | null; readonly entries: number };
}

/**
 * P-14, P-T19 What the income of a period was used for: the verified cost of each category, the deficit of earlier periods that it made
 * good, and what was left for reinvestment, in fen. A category of which more was taken back than spent counts as nothing.
 */
export function usesOf(
  movements: readonly Movement[],
  { madeGoodFen, surplusFen }: { readonly madeGoodFen: number; readonly surplusFen: number },
): Use[] {
  const costs = costCategory.options.map((category): Use => {
    const { amountFen, entries } = figureOf(movements, 'SERVICE_COST', category);
    return { code: category, label: categoryLabels[category], estateFen: amountFen, of: { figure: 'SERVICE_COST', category, entries } };
  });
  const rest = (code: 'CARRIED_DEFICIT' | 'SURPLUS', label: string, figure: 'DEFICIT' | 'SURPLUS', estateFen: number): Use => {
    const { entries } = figureOf(movements, figure);
    return { code, label, estateFen, of: { figure, category: null, entries } };
  };
  const made = rest('CARRIED_DEFICIT', '弥补以前期间亏损', 'DEFICIT', madeGoodFen);
  const surplus = rest('SURPLUS', '结余转反哺基金', 'SURPLUS', surplusFen);
  return [...costs, made, surplus].filter(({ estateFen }) => estateFen > 0);
}

/**
 * P-14 "Where did my 180 yuan go": what a household's money earned in a period was used for, in proportion to what the estate used
 * so, by largest remainders: the shares add up to the fen, and do not depend on the order of the uses. Empty while nothing was used.
 */
export function shareUses(earnedFen: number, uses: readonly Use[]): (Use & { readonly shareFen: number })[] {
  const sorted = [...uses].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (!sorted.length) return [];
  const shares = shareFen(
    earnedFen,
    sorted.map(({ estateFen }) => estateFen),
  );
  return sorted.map((use, index) => ({ ...use, shareFen: shares[index]! }));
}
