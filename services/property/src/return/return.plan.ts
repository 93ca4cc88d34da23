import { billsIssued, type values } from '@gezhi/shared/contracts';
import { newId, type Act } from '@gezhi/shared/database';
import { sumFen } from '@gezhi/shared/domain';
import type { Heard } from '@gezhi/shared/messaging';
import { billColumns, issueBegun, keepBills } from '../bill/bill.plan.js';
import type { BillingTerms } from '../bill/billing-terms.queries.js';
import type { BillState } from '../bill/bill.rules.js';
import { postEntry } from '../ledger/ledger.plan.js';
import { keepReturned } from '../trial/trial.plan.js';
import type { ContractState } from '../trial/trial.rules.js';
import { Refund } from './return.entity.js';
import { refundColumns } from './return.queries.js';
import { reverse } from './refund-correction.rules.js';
import { settle, giveBack, takeBack, type RefundPart, type RefundState, type Returned } from './return.rules.js';

const billsOf = `SELECT ${billColumns} FROM bill t WHERE t.contract_id = $1 ORDER BY t.id FOR NO KEY UPDATE`;
const promised = 'SELECT refund_within_days AS days FROM offer WHERE id = $1';
const held = `SELECT ${refundColumns} FROM refund t WHERE t.id = $1 FOR NO KEY UPDATE`;
const giveOut = 'UPDATE bill SET version = version + 1, refunded_fen = refunded_fen + $2 WHERE id = $1';
const keep = `UPDATE refund SET version = $2, state = $3, settled_at = $4, settled_by = $5, entry_id = $6, settled_fen = $7, by_hand_fen = $8
  WHERE id = $1`;

/** A refund, held until the act ends. */
export const holdRefund = async (act: Act, id: string): Promise<RefundState> => (await act.query<RefundState>(held, [id]))[0]!;

/** Stores a refund as it is now, of those that the act holds. */
export async function keepRefund(act: Act, refund: RefundState): Promise<void> {
  const { id, version, state, settledAt, settledBy, entryId, settledFen, byHandFen } = refund;
  await act.query(keep, [id, version, state, settledAt, settledBy, entryId, settledFen, byHandFen]);
}

/** Refund, bill and entry change together: what went out is in the ledger at every commit. */
async function book(act: Act, before: RefundState, { decision, entry }: ReturnType<typeof settle>): Promise<RefundState> {
  const { id, communityCode: place, billId, settledFen } = decision.state;
  await act.query(giveOut, [billId, settledFen - before.settledFen]);
  await postEntry(act, entry);
  await keepRefund(act, decision.state);
  for (const happened of decision.events) act.emit(happened, { id, place });
  return decision.state;
}

/** Pays out a refund that the act holds: by hand, by whom it says, or a part of it by the provider. */
export const payOut = (act: Act, refund: RefundState, by: string | RefundPart, evidenceIds: string[]): Promise<RefundState> =>
  book(act, refund, settle(refund, by, newId(), evidenceIds, act.now));

/** Takes back what of a refund that the act holds was recorded as paid out by hand, and was not. */
export const takeBackPayout = (act: Act, refund: RefundState, reason: string, actorId: string): Promise<RefundState> =>
  book(act, refund, reverse(refund, { reason }, actorId, newId(), act.now));

/** The provider has paid out a part of a refund that the act holds, or has refused to. */
export async function hearProvider(act: Act, refund: RefundState, part: RefundPart, done: boolean): Promise<void> {
  if (done) await payOut(act, refund, part, []);
  else await keepRefund(act, takeBack(refund, part.pending));
}

/** Stores what comes back, for whoever ended the service. */
export async function storeRefunds(act: Pick<Act, 'insert'>, refunds: readonly RefundState[]): Promise<void> {
  await act.insert(Refund, refunds);
}

/**
 * Ends a contract that the caller holds with its estate, whoever ends it: the days served until the last one are billed if they were
 * not, those after it are not owed, and what was paid for them comes back under the promise of the contract.
 */
export async function endContract(
  act: Heard,
  contract: ContractState,
  lastDay: values.LocalDate | undefined,
  terms: BillingTerms,
): Promise<Returned> {
  const { id, estateId, offerId, communityCode } = contract;
  const { bills: issued } = await issueBegun(act, { estateId, contractId: id }, terms);
  const bills = await act.query<BillState>(billsOf, [id]);
  const [offer] = await act.query<{ days: number }>(promised, [offerId]);
  const { state, events } = giveBack(contract, bills, { lastDay, refundWithinDays: offer!.days, nextId: newId }, act.now);
  await keepReturned(act, state.contract);
  await keepBills(act, state.bills);
  await storeRefunds(act, state.refunds);
  const fresh = new Set(issued.map((bill) => bill.id));
  const added = state.bills.filter((bill) => fresh.has(bill.id)).map(({ amountFen }) => amountFen);
  const of = { id, place: communityCode };
  if (added.length) act.emit(billsIssued({ estateId, communityCode, bills: added.length, totalFen: sumFen(added), at: act.now }), of);
  for (const happened of events) act.emit(happened, of);
  return state;
}
