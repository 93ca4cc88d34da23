import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { billErrors, estateErrors, issueBills, payBill, remindBill, type InputOf } from '@gezhi/shared/contracts';
import { constraint, insert, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { entryOf } from '../ledger/ledger.plan.js';
import { Bill, Payment } from './bill.entity.js';
import { issueDue } from './bill.plan.js';
import { pay, remind } from './bill.rules.js';

constraint('bill_paid_check', billErrors.exceedsBill);
constraint('bill_refunded_check', billErrors.refundExceedsPayments);
constraint('bill_earned_check', billErrors.refundExceedsPayments);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class BillCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly fees: FeeScheduleQueries,
  ) {}

  @Handles(issueBills)
  async issue({ estateId: id }: InputOf<typeof issueBills>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(id, request);
    ensure(estate, estateErrors.estateUnknown);
    return issueDue(this.work, this.fees, request, { id, communityCode: estate.communityCode });
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

  @Handles(remindBill)
  remind({ id }: InputOf<typeof remindBill>, request: Request): Promise<Reply> {
    return this.work.change(request, Bill, id, (bill, now) => remind(bill, now), at);
  }
}
