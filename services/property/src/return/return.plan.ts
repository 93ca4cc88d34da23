import { newId, type Act } from '@gezhi/shared/database';
import { billColumns, keepBills } from '../bill/bill.plan.js';
import type { BillState } from '../bill/bill.rules.js';
import { postEntry } from '../ledger/ledger.plan.js';
import { keepReturned } from '../trial/trial.plan.js';
import { Refund } from './return.entity.js';
import { refundColumns } from './return.queries.js';
import { settle, takeBack, type RefundPart, type RefundState, type Returned } from './return.rules.js';

const billsOf = `SELECT ${billColumns} FROM bill t WHERE t.contract_id = $1 ORDER BY t.id FOR NO KEY UPDATE`;
const held = `SELECT ${refundColumns} FROM refund t WHERE t.id = $1 FOR NO KEY UPDATE`;
const giveOut = 'UPDATE bill SET version = version + 1, refunded_fen = refunded_fen + $2 WHERE id = $1';
const keep = 'UPDATE refund SET version = $2, state = $3, settled_at = $4, entry_id = $5, settled_fen = $6 WHERE id = $1';

/** A refund, held until the act ends. */
export const holdRefund = async (act: Act, id: string): Promise<RefundState> => (await act.query<RefundState>(held, [id]))[0]!;

/** Stores a refund as it is now, of those that the act holds. */
export async function keepRefund(act: Act, { id, version, state, settledAt, entryId, settledFen }: RefundState): Promise<void> {
  await act.query(keep, [id, version, state, settledAt, entryId, settledFen]);
}

/** Pays out a refund that the act holds, or a part of it. Refund, bill and entry change together: what went out is in the ledger at every commit. */
export async function payOut(act: Act, refund: RefundState, evidenceIds: string[], part?: RefundPart): Promise<RefundState> {
  const { decision, entry } = settle(refund, newId(), evidenceIds, act.now, part);
  const { id, communityCode: place, billId, settledFen } = decision.state;
  await act.query(giveOut, [billId, settledFen - refund.settledFen]);
  await postEntry(act, entry);
  await keepRefund(act, decision.state);
  for (const happened of decision.events) act.emit(happened, { id, place });
  return decision.state;
}

/** The provider has paid out a part of a refund that the act holds, or has refused to. */
export async function hearProvider(act: Act, refund: RefundState, part: RefundPart, done: boolean): Promise<void> {
  if (done) await payOut(act, refund, [], part);
  else await keepRefund(act, takeBack(refund, part.pending));
}

/** Stores what comes back, for whoever ended the service. */
export async function storeRefunds(act: Pick<Act, 'insert'>, refunds: readonly RefundState[]): Promise<void> {
  await act.insert(Refund, refunds);
}

/** The bills of a contract, held until the end. */
export const holdBillsOf = (act: Pick<Act, 'query'>, contractId: string): Promise<BillState[]> => act.query(billsOf, [contractId]);

/** Stores what a return leaves, for whoever ended the service: the contract, its bills as they are now, and what comes back. */
export async function keepReturn(act: Pick<Act, 'query' | 'insert'>, { contract, bills, refunds }: Returned): Promise<void> {
  await keepReturned(act, contract);
  await keepBills(act, bills);
  await storeRefunds(act, refunds);
}
