import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { billErrors, estateErrors, issueBills, payBill, remindBill, reversePayment, type InputOf } from '@gezhi/shared/contracts';
import { constraint, insert, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { entryOf, postEntry } from '../ledger/ledger.plan.js';
import { Bill, Payment } from './bill.entity.js';
import { holdBill, issueDue, keepPayment } from './bill.plan.js';
import { pay, remind, type PaymentState } from './bill.rules.js';
import { BillingTermsQueries } from './billing-terms.queries.js';
import { takeBack } from './payment-correction.rules.js';

constraint('bill_order_check', billErrors.orderMissing);
constraint('bill_order_fkey', billErrors.orderMissing);
constraint('bill_paid_check', billErrors.exceedsBill);
constraint('bill_refunded_check', billErrors.refundExceedsPayments);
constraint('bill_earned_check', billErrors.refundExceedsPayments);

const heldPayment = `SELECT t.version, t.reversed_fen AS "reversedFen",
    (SELECT coalesce(sum(r.amount_fen - r.settled_fen), 0)::bigint FROM refund r WHERE r.bill_id = t.bill_id AND r.state <> 'SETTLED') AS "dueFen"
  FROM payment t WHERE t.id = $1`;
const keepReversed = 'UPDATE payment SET version = $2, reversed_fen = $3 WHERE id = $1';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class BillCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly billing: BillingTermsQueries,
  ) {}

  @Handles(issueBills)
  async issue({ estateId: id }: InputOf<typeof issueBills>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(id, request);
    ensure(estate, estateErrors.estateUnknown);
    return issueDue(this.work, this.billing, request, { id, communityCode: estate.communityCode });
  }

  /** Bill, payment and entry are one statement: what was paid is in the ledger at every commit. */
  @Handles(payBill)
  pay(input: InputOf<typeof payBill>, request: Request): Promise<Reply> {
    const change = (bill: Bill, now: string) => {
      const { decision, entry, payment } = pay(bill, input, request.actor.id, newId(), now);
      return { ...decision, also: [...entryOf(entry), insert(Payment, payment)] };
    };
    return this.work.once(request, Bill, input.id, () =>
      this.work.change(request, Bill, input.id, change, (bill, { also }) => ({ ...at(bill), also })),
    );
  }

  /** Holds the bill, as paying and refunding do: payment, bill and entry change together. */
  @Handles(reversePayment)
  async reversePayment(input: InputOf<typeof reversePayment>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Payment, input.id);
    return this.work.act(request, { place: known.communityCode, id: known.id, own: true }, async (act) => {
      const bill = await holdBill(act, known.billId);
      const [found] = await act.query<Pick<PaymentState, 'version' | 'reversedFen'> & { dueFen: number }>(heldPayment, [known.id]);
      const { dueFen, ...now } = found!;
      const corrected = takeBack({ payment: { ...known, ...now }, bill, dueFen }, input, request.actor.id, newId(), act.now);
      const { state, events } = corrected.decision;
      await keepPayment(act, corrected.bill);
      await act.query(keepReversed, [state.id, state.version, state.reversedFen]);
      await postEntry(act, corrected.entry);
      for (const happened of events) act.emit(happened, { id: bill.id });
      act.note({ reversedFen: [state.reversedFen] });
      return state;
    });
  }

  @Handles(remindBill)
  remind({ id }: InputOf<typeof remindBill>, request: Request): Promise<Reply> {
    return this.work.change(request, Bill, id, (bill, now) => remind(bill, now), at);
  }
}
