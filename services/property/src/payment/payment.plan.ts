import type { PaymentProviderName } from '@gezhi/shared/contracts';
import { newId, type Act } from '@gezhi/shared/database';
import { bookPayment, holdBill } from '../bill/bill.plan.js';
import { postEntry } from '../ledger/ledger.plan.js';
import { hearProvider, holdRefund } from '../return/return.plan.js';
import { dueOf, type RefundState } from '../return/return.rules.js';
import { hearRefund, sendBackFrom, spread, surplusBack, type PaymentRefundState } from './payment-refund.rules.js';
import { PaymentRefund } from './payment.entity.js';
import { idOf, numberOf, receive, surplusBackEntry, surplusEntry, type AttemptState, type Receipt } from './payment.rules.js';

export const attemptColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.bill_id AS "billId",
  t.household_id AS "householdId", t.provider, t.amount_fen AS "amountFen", t.state, t.failure, t.code_url AS "codeUrl",
  t.transaction_id AS "transactionId", t.received_fen AS "receivedFen", t.surplus_fen AS "surplusFen", t.refunded_fen AS "refundedFen",
  t.started_at AS "startedAt", t.expires_at AS "expiresAt", t.paid_at AS "paidAt"`;
export const paymentRefundColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.household_id AS "householdId",
  t.bill_id AS "billId", t.attempt_id AS "attemptId", t.purpose, t.refund_id AS "refundId", t.amount_fen AS "amountFen", t.state,
  t.requested_at AS "requestedAt", t.done_at AS "doneAt"`;

const held = `SELECT ${attemptColumns} FROM payment_attempt t WHERE t.id = $1 FOR NO KEY UPDATE`;
const heldOfBill = `SELECT ${attemptColumns} FROM payment_attempt t WHERE t.bill_id = $1 AND t.state = 'PAID'
  ORDER BY t.paid_at DESC, t.id DESC FOR NO KEY UPDATE`;
const keep = `UPDATE payment_attempt SET version = version + 1, state = $2, failure = $3, transaction_id = $4, received_fen = $5, surplus_fen = $6,
  refunded_fen = $7, paid_at = $8 WHERE id = $1`;
const giveBack = 'UPDATE payment_attempt SET version = version + 1, refunded_fen = refunded_fen + $2 WHERE id = $1';
const heldRefund = `SELECT ${paymentRefundColumns} FROM payment_refund t WHERE t.id = $1 FOR NO KEY UPDATE`;
const pendingOf = "SELECT 1 FROM payment_refund WHERE refund_id = $1 AND state = 'PENDING' LIMIT 1";
const keepRefund = 'UPDATE payment_refund SET version = $2, state = $3, done_at = $4 WHERE id = $1';

/** Books what a provider received for an attempt, once: attempt, bill, payment and entries change together. */
export async function bookReceipt(act: Act, attemptId: string, receipt: Receipt, actorId: string, counts = false): Promise<AttemptState> {
  const [before] = await act.query<AttemptState>(held, [attemptId]);
  const bill = await holdBill(act, before!.billId);
  const received = receive(before!, bill, receipt, counts);
  if (!received) return before!;
  const { attempt, appliedFen, surplusFen } = received;
  const { state, failure, transactionId, receivedFen, refundedFen, paidAt } = attempt;
  await act.query(keep, [attemptId, state, failure, transactionId, receivedFen, surplusFen, refundedFen, paidAt]);
  const paid = { id: bill.id, paymentId: newId(), amountFen: appliedFen, method: attempt.provider, evidenceIds: [] };
  if (appliedFen) await bookPayment(act, bill, paid, actorId);
  if (surplusFen) {
    await postEntry(act, surplusEntry(attempt, newId(), act.now));
    await act.insert(PaymentRefund, [sendBackFrom(attempt, { id: newId(), amountFen: surplusFen, refundId: null }, act.now)]);
  }
  act.note({ state: [before!.state, state], receivedFen: [receivedFen], ...(surplusFen && { surplusFen: [surplusFen] }) });
  return attempt;
}

/** Sends what is due of a refund that the act holds back by the payments of its bill, the newest first; the schedule asks the provider. */
export async function sendBack(act: Act, refund: RefundState): Promise<void> {
  const parts = spread(await act.query<AttemptState>(heldOfBill, [refund.billId]), dueOf(refund));
  for (const { attempt, amountFen } of parts) await act.query(giveBack, [attempt.id, amountFen]);
  const going = parts.map(({ attempt, amountFen }) => sendBackFrom(attempt, { id: newId(), amountFen, refundId: refund.id }, act.now));
  await act.insert(PaymentRefund, going);
}

/** A refund through a provider, held until the act ends. */
export const holdPaymentRefund = async (act: Act, id: string): Promise<PaymentRefundState> =>
  (await act.query<PaymentRefundState>(heldRefund, [id]))[0]!;

/** Stores a refund that the act holds, as it is now. */
export async function keepPaymentRefund(act: Act, { id, version, state, doneAt }: PaymentRefundState): Promise<void> {
  await act.query(keepRefund, [id, version, state, doneAt]);
}

/** A surplus has gone back: its entry, and the household is told. */
export async function bookSurplusBack(act: Act, refund: PaymentRefundState, evidenceIds: string[]): Promise<void> {
  await postEntry(act, surplusBackEntry(refund, newId(), evidenceIds, act.now));
  act.emit(surplusBack(refund), { id: refund.id, place: refund.communityCode });
}

/** Books what the provider says of a refund, once: what it pays out is in the ledger, what it refuses is owed as before. */
export async function bookRefund(act: Act, id: string, done: boolean): Promise<void> {
  const before = await holdPaymentRefund(act, id);
  const refund = hearRefund(before, done, act.now);
  if (!refund) return;
  await keepPaymentRefund(act, refund);
  if (refund.refundId) await hearPart(act, refund, refund.refundId, done);
  else if (done) await bookSurplusBack(act, refund, []);
  if (!done && refund.refundId) await act.query(giveBack, [refund.attemptId, -refund.amountFen]);
  act.note({ state: [before.state, refund.state], amountFen: [refund.amountFen] });
}

/** Whether others are pending is asked once the refund is held: of two parts that are decided at the same time the second knows of the first. */
async function hearPart(act: Act, { amountFen }: PaymentRefundState, refundId: string, done: boolean): Promise<void> {
  const refund = await holdRefund(act, refundId);
  const pending = (await act.query(pendingOf, [refundId])).length > 0;
  await hearProvider(act, refund, { amountFen, pending }, done);
}

const bookedAttempts = `SELECT t.id, t.community_code AS "communityCode", CASE WHEN t.state = 'PAID' THEN t.received_fen END AS "bookedFen"
  FROM payment_attempt t WHERE t.id = ANY($1::uuid[]) AND t.provider = $2`;
const bookedRefunds = `SELECT t.id, t.community_code AS "communityCode", CASE WHEN t.state = 'DONE' THEN t.amount_fen END AS "bookedFen"
  FROM payment_refund t JOIN payment_attempt a ON a.id = t.attempt_id WHERE t.id = ANY($1::uuid[]) AND a.provider = $2`;

interface Booked {
  readonly id: string;
  readonly communityCode: string;
  readonly bookedFen: number | null;
}
type Trade = { readonly provider: PaymentProviderName; readonly kind: 'PAYMENT' | 'REFUND'; readonly number: string };

/** What is booked here of the trades of one statement, by `<kind> <number>`; of those that are not ours nothing. */
export async function bookedOf(act: Act, trades: readonly Trade[]): Promise<ReadonlyMap<string, Booked>> {
  const known = new Map<string, Booked>();
  for (const [kind, sql] of [['PAYMENT', bookedAttempts] as const, ['REFUND', bookedRefunds] as const]) {
    const ids = trades.filter((trade) => trade.kind === kind).map(({ number }) => idOf(number));
    for (const row of await act.query<Booked>(sql, [ids, trades[0]?.provider])) known.set(`${kind} ${numberOf(row.id)}`, row);
  }
  return known;
}

const paidOf = "SELECT 1 FROM payment_attempt WHERE id = $1 AND state = 'PAID'";
const decidedOf = "SELECT 1 FROM payment_refund WHERE id = $1 AND state <> 'PENDING'";

/** Whether a payment or refund is decided here already. */
export const isBooked = async (act: Act, kind: Trade['kind'], id: string): Promise<boolean> =>
  (await act.query(kind === 'PAYMENT' ? paidOf : decidedOf, [id])).length > 0;
