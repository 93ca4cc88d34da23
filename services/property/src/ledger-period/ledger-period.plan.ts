import type { Act } from '@gezhi/shared/database';
import { billColumns, keepBills } from '../bill/bill.plan.js';
import { earnedUntil, type BillState } from '../bill/bill.rules.js';
import { servedOfBill } from '../order/order.plan.js';
import { earnedByUse, type Served } from '../order/order.rules.js';
import { BillEarning } from './ledger-period.entity.js';
import type { Movements } from './surplus.rules.js';

const open = 'INSERT INTO ledger (estate_id) VALUES ($1) ON CONFLICT DO NOTHING';
const held = 'SELECT closed_to::text AS "closedTo" FROM ledger WHERE estate_id = $1 FOR UPDATE';
const facts = `SELECT (SELECT count(*)::int FROM ledger_period WHERE estate_id = $1) AS periods,
  least((SELECT min(booked_on) FROM ledger_entry WHERE estate_id = $1), (registered_at AT TIME ZONE 'Asia/Shanghai')::date)::text AS "beginsOn"
  FROM estate WHERE id = $1`;
const unearned = `SELECT ${billColumns}, ${servedOfBill} AS served FROM bill t
  WHERE t.estate_id = $1 AND t.paid_fen - t.refunded_fen > t.earned_fen AND t.from_day <= $2 ORDER BY t.id FOR NO KEY UPDATE`;
const sum = (fund: string, account: string, sign = ''): string =>
  `${sign}coalesce(sum(p.amount_fen) FILTER (WHERE p.fund = '${fund}' AND p.account = '${account}'), 0)::bigint`;
const ofKind = (kind: string): string =>
  `coalesce(sum(p.amount_fen) FILTER (WHERE p.fund = 'COMMON_REVENUE' AND p.account = 'BANK' AND coalesce(r.kind, e.kind) = '${kind}'), 0)::bigint`;
/** The postings of a period; entries of days before it are closed, so what stands then of a result account is that of the period. */
const movements = `SELECT ${sum('SERVICE', 'BASIC_INCOME', '-')} AS "basicIncome", ${sum('SERVICE', 'OPTIONAL_INCOME', '-')} AS "optionalIncome",
    ${sum('SERVICE', 'VALUE_ADDED_INCOME', '-')} AS "valueAddedIncome", ${sum('SERVICE', 'SERVICE_COST')} AS cost,
    ${ofKind('COMMON_INCOME')} AS "commonIncome", -${ofKind('COMMON_COST')} AS "commonCost",
    (SELECT coalesce(sum(c.amount_fen), 0)::bigint FROM cost c WHERE c.estate_id = $1 AND c.state = 'UNPROVEN' AND c.incurred_on <= $3) AS "unprovenCost",
    (SELECT coalesce(-sum(q.amount_fen), 0)::bigint FROM ledger_entry f JOIN ledger_posting q ON q.entry_id = f.id
       WHERE f.estate_id = $1 AND f.booked_on <= $3 AND q.account = 'PREPAID') AS prepaid
  FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
  WHERE e.estate_id = $1 AND e.booked_on BETWEEN $2 AND $3`;

/** Holds the ledger of an estate until the act ends: who posts waits, and is refused for the days that were closed. */
export async function holdLedger(act: Act, estateId: string) {
  await act.query(open, [estateId]);
  const [ledger] = await act.query<{ closedTo: string | null }>(held, [estateId]);
  const [known] = await act.query<{ periods: number; beginsOn: string }>(facts, [estateId]);
  return { ...ledger!, ...known! };
}

/**
 * Counts for a period what bills have earned up to its last day, by the days served or by what was served of an order, and returns
 * by tier how much that is more than before.
 */
export async function earn(act: Act, periodId: string, estateId: string, to: string) {
  const bills = await act.query<BillState & { readonly served: Served | null }>(unearned, [estateId, to]);
  const earned = { BASIC: 0, OPTIONAL: 0, VALUE_ADDED: 0 };
  const next = bills.map((bill) => ({ ...bill, earnedFen: bill.served ? earnedByUse(bill, bill.served) : earnedUntil(bill, to) }));
  next.forEach(({ tier, earnedFen }, index) => (earned[tier] += earnedFen - bills[index]!.earnedFen));
  await keepBills(act, next);
  const more = next.map(({ id, earnedFen }, index) => ({ periodId, billId: id, amountFen: earnedFen - bills[index]!.earnedFen }));
  await act.insert(
    BillEarning,
    more.filter(({ amountFen }) => amountFen > 0),
  );
  return earned;
}

/** What the accounts of an estate moved by from a day to another. */
export const movementsOf = async (
  act: Act,
  estateId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Movements> => (await act.query<Movements>(movements, [estateId, from, to]))[0]!;
