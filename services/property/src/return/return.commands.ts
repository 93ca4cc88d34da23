import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { requestErrors, requestReturn, reverseRefund, settleRefund, type InputOf } from '@gezhi/shared/contracts';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { BillingTermsQueries } from '../bill/billing-terms.queries.js';
import { holdEstate } from '../estate/estate.plan.js';
import { sendBack } from '../payment/payment.plan.js';
import { contractOf } from '../trial/trial.plan.js';
import { endContract, holdRefund, keepRefund, payOut, takeBackPayout } from './return.plan.js';
import { ReturnQueries } from './return.queries.js';
import { dueOf, send } from './return.rules.js';

@Injectable()
export class ReturnCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly returns: ReturnQueries,
    private readonly billing: BillingTermsQueries,
  ) {}

  /** Holds the estate as billing does: of both one goes first, and what was served until the last day is billed, no more. */
  @Handles(requestReturn)
  async request({ id, lastDay }: InputOf<typeof requestReturn>, request: Request): Promise<Reply> {
    const known = await this.returns.contract(id, request);
    ensure(known, requestErrors.notFound);
    const { communityCode: place, estateId } = known;
    const terms = await this.billing.of({ id: estateId, communityCode: place });
    return this.work.act(request, { place, id, own: true }, async (act) => {
      await holdEstate(act, estateId);
      const { contract, refunds } = await endContract(act, await contractOf(act, id), lastDay, terms);
      act.note({ state: ['STANDING', contract.state], endsOn: [contract.endsOn] });
      return { contract, refunds };
    });
  }

  /** Through the provider it is only sent; the schedule of payments sees to it until the provider has answered. */
  @Handles(settleRefund)
  async settle({ id, method, evidenceIds }: InputOf<typeof settleRefund>, request: Request): Promise<Reply> {
    const known = await this.returns.refund(id, request);
    ensure(known, requestErrors.notFound);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const refund = await holdRefund(act, id);
      const next = method === 'PROVIDER' ? send(refund) : await payOut(act, refund, request.actor.id, evidenceIds);
      if (method === 'PROVIDER') {
        await sendBack(act, refund);
        await keepRefund(act, next);
      }
      act.note({ state: [refund.state, next.state], amountFen: [dueOf(refund)] });
      return next;
    });
  }

  @Handles(reverseRefund)
  async reverse({ id, reason }: InputOf<typeof reverseRefund>, request: Request): Promise<Reply> {
    const known = await this.returns.refund(id, request);
    ensure(known, requestErrors.notFound);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const refund = await holdRefund(act, id);
      const next = await takeBackPayout(act, refund, reason, request.actor.id);
      act.note({ state: [refund.state, next.state], amountFen: [refund.byHandFen] });
      return next;
    });
  }
}
