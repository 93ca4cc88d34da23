import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { billsIssued, requestErrors, requestReturn, settleRefund, type InputOf } from '@gezhi/shared/contracts';
import { newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure, sumFen } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { issueUntilNow } from '../bill/bill.plan.js';
import { holdEstate } from '../estate/estate.plan.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { sendBack } from '../payment/payment.plan.js';
import { contractOf } from '../trial/trial.plan.js';
import { holdBillsOf, holdRefund, keepRefund, keepReturn, payOut } from './return.plan.js';
import { ReturnQueries } from './return.queries.js';
import { dueOf, giveBack, send } from './return.rules.js';

const promised = 'SELECT refund_within_days AS days FROM offer WHERE id = $1';

@Injectable()
export class ReturnCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly returns: ReturnQueries,
    private readonly schedules: FeeScheduleQueries,
  ) {}

  /** Holds the estate as billing does: of both one goes first, and what was served until the last day is billed, no more. */
  @Handles(requestReturn)
  async request({ id, lastDay }: InputOf<typeof requestReturn>, request: Request): Promise<Reply> {
    const known = await this.returns.contract(id, request);
    ensure(known, requestErrors.notFound);
    const { communityCode, estateId } = known;
    const [fees, { paymentDays }] = await Promise.all([
      this.schedules.published(estateId),
      this.schedules.inForce({ placeCode: communityCode }),
    ]);
    return this.work.act(request, { place: communityCode, id, own: true }, async (act) => {
      await holdEstate(act, estateId);
      const contract = await contractOf(act, id);
      const issued = new Set((await issueUntilNow(act, contract, fees, paymentDays)).map((bill) => bill.id));
      const bills = await holdBillsOf(act, id);
      const [offer] = await act.query<{ days: number }>(promised, [contract.offerId]);
      const facts = { lastDay, refundWithinDays: offer!.days, nextId: newId };
      const { state, events } = giveBack(contract, bills, facts, act.now);
      await keepReturn(act, state);
      const added = state.bills.filter((bill) => issued.has(bill.id)).map(({ amountFen }) => amountFen);
      if (added.length) act.emit(billsIssued({ estateId, communityCode, bills: added.length, totalFen: sumFen(added), at: act.now }));
      for (const happened of events) act.emit(happened);
      act.note({ state: [contract.state, 'RETURNED'], endsOn: [state.contract.endsOn] });
      return { contract: state.contract, refunds: state.refunds };
    });
  }

  /** Through the provider it is only sent; the schedule of payments sees to it until the provider has answered. */
  @Handles(settleRefund)
  async settle({ id, method, evidenceIds }: InputOf<typeof settleRefund>, request: Request): Promise<Reply> {
    const known = await this.returns.refund(id, request);
    ensure(known, requestErrors.notFound);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const refund = await holdRefund(act, id);
      const next = method === 'PROVIDER' ? send(refund) : await payOut(act, refund, evidenceIds);
      if (method === 'PROVIDER') {
        await sendBack(act, refund);
        await keepRefund(act, next);
      }
      act.note({ state: [refund.state, next.state], amountFen: [dueOf(refund)] });
      return next;
    });
  }
}
