import type { Act } from '@gezhi/shared/database';
import { billColumns, keepBills } from '../bill/bill.plan.js';
import { earnedUntil, type BillState } from '../bill/bill.rules.js';
import { lockLedger } from '../ledger/ledger.plan.js';
import { servedOfBill } from '../order/order.plan.js';
import { earnedByUse, type Served } from '../order/order.rules.js';
import { BillEarning } from './ledger-period.entity.js';
import type { Movements } from './surplus.rules.js';

const facts = `SELECT (SELECT count(*)::int FROM ledger_period WHERE estate_id = $1) AS periods,
  least((SELECT min(booked_on) FROM ledger_entry WHERE estate_id = $1), (registered_at AT TIME ZONE 'Asia/Shanghai')::date)::text AS "beginsOn"
  FROM estate WHERE id = $1`;
const unearned = `SELECT t.id FROM bill t WHERE t.estate_id = $1 AND t.paid_fen - t.refunded_fen > t.earned_fen AND t.from_day <= $2 ORDER BY t.id FOR NO KEY UPDATE`;
/** As they are now that they are held, with what was paid of each after a day, and what was served of an order up to it. */
const ofHeld = `SELECT ${billColumns}, ${servedOfBill('t', '$2')} AS served,
    (SELECT coalesce(sum(p.amount_fen - p.reversed_fen), 0)::bigint FROM payment p JOIN ledger_entry e ON e.id = p.entry_id
     WHERE p.bill_id = t.id AND e.booked_on > $2) AS "laterFen"
  FROM bill t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id`;
const sum = (fund: string, account: string, sign = ''): string =>
  `${sign}coalesce(sum(p.amount_fen) FILTER (WHERE p.fund = '${fund}' AND p.account = '${account}'), 0)::bigint`;
const ofKind = (kind: string): string =>
  `coalesce(sum(p.amount_fen) FILTER (WHERE p.fund = 'COMMON_REVENUE' AND p.account = 'BANK' AND coalesce(r.kind, e.kind) = '${kind}'), 0)::bigint`;
/** What is to be made good now; an advance may have been drawn since the last day of the period. */
const deficit = `coalesce((SELECT a.balance_fen FROM ledger_account a WHERE a.estate_id = $1 AND a.account = 'DEFICIT'), 0)`;
/** The postings of a period; entries of days before it are closed, so what stands then of a result account is that of the period. */
const movements = `SELECT ${sum('SERVICE', 'BASIC_INCOME', '-')} AS "basicIncome", ${sum('SERVICE', 'OPTIONAL_INCOME', '-')} AS "optionalIncome",
    ${sum('SERVICE', 'VALUE_ADDED_INCOME', '-')} AS "valueAddedIncome", ${sum('SERVICE', 'SERVICE_COST')} AS cost,
    ${ofKind('COMMON_INCOME')} AS "commonIncome", -${ofKind('COMMON_COST')} AS "commonCost",
    (SELECT coalesce(sum(c.amount_fen), 0)::bigint FROM cost c WHERE c.estate_id = $1 AND c.state = 'UNPROVEN' AND c.incurred_on <= $3) AS "unprovenCost",
    (SELECT json_build_object('prepaid', coalesce(-sum(q.amount_fen) FILTER (WHERE q.account = 'PREPAID'), 0),
         'cash', coalesce(sum(q.amount_fen) FILTER (WHERE q.account IN ('BANK', 'PREPAID')), 0),
         'carriedDeficit', least(coalesce(sum(q.amount_fen) FILTER (WHERE q.account = 'DEFICIT'), 0), ${deficit}))
       FROM ledger_entry f JOIN ledger_posting q ON q.entry_id = f.id
       WHERE f.estate_id = $1 AND f.booked_on <= $3 AND q.fund = 'SERVICE') AS standing
  FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
  WHERE e.estate_id = $1 AND e.booked_on BETWEEN $2 AND $3`;

/** Holds the ledger of an estate until the act ends: who posts waits, and is refused for the days that were closed. */
export async function holdLedger(act: Act, estateId: string) {
  const ledger = await lockLedger(act, estateId);
  const [known] = await act.query<{ periods: number; beginsOn: string }>(facts, [estateId]);
  return { ...ledger, ...known! };
}

/** A bill, what was paid of it after the last day of the period, and of an order what was served. */
type Unearned = BillState & { readonly laterFen: number; readonly served: Served | null };

/**
 * Holds what may have earned until a day, before the ledger is held, as a payment holds its bill first: whoever pays waits for whoever
 * closes, and never the other way round.
 */
export async function holdUnearned(act: Act, estateId: string, to: string): Promise<Unearned[]> {
  const held = await act.query<{ id: string }>(unearned, [estateId, to]);
  return act.query<Unearned>(ofHeld, [held.map(({ id }) => id), to]);
}

/**
 * Counts for a period what held bills have earned up to its last day, by the days served or by what was served of an order, and
 * returns by tier how much that is more than before.
 */
export async function earn(act: Act, periodId: string, bills: readonly Unearned[], to: string) {
  const earned = { BASIC: 0, OPTIONAL: 0, VALUE_ADDED: 0 };
  const next = bills.map((bill) => ({
    ...bill,
    earnedFen: bill.served ? earnedByUse(bill, bill.served, bill.laterFen) : earnedUntil(bill, to, bill.laterFen),
  }));
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
export async function movementsOf(
  act: Act,
  estateId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Movements> {
  const [row] = await act.query<Movements & { readonly standing: object }>(movements, [estateId, from, to]);
  const { standing, ...moved } = row!;
  return { ...moved, ...standing };
}
