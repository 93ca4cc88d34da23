import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { billsIssued, requestErrors, requestReturn, settleRefund, type InputOf } from '@gezhi/shared/contracts';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, sumFen } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { billColumns, issueUntilNow, keepBills } from '../bill/bill.plan.js';
import type { BillState } from '../bill/bill.rules.js';
import { holdEstate } from '../estate/estate.plan.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { postEntry } from '../ledger/ledger.plan.js';
import { contractOf, keepReturned } from '../trial/trial.plan.js';
import { Refund } from './return.entity.js';
import { refundColumns, ReturnQueries } from './return.queries.js';
import { giveBack, settle, type RefundState } from './return.rules.js';

const billsOf = `SELECT ${billColumns} FROM bill t WHERE t.contract_id = $1 ORDER BY t.id FOR NO KEY UPDATE`;
const promised = 'SELECT refund_within_days AS days FROM offer WHERE id = $1';
const held = `SELECT ${refundColumns} FROM refund t WHERE t.id = $1 FOR NO KEY UPDATE`;
const giveOut = 'UPDATE bill SET version = version + 1, refunded_fen = refunded_fen + $2 WHERE id = $1';
const keepSettled = `UPDATE refund SET version = $2, state = 'SETTLED', settled_at = $3, entry_id = $4 WHERE id = $1`;

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
      const bills = await act.query<BillState>(billsOf, [id]);
      const [offer] = await act.query<{ days: number }>(promised, [contract.offerId]);
      const facts = { lastDay, refundWithinDays: offer!.days, nextId: newId };
      const { state, events } = giveBack(contract, bills, facts, act.now);
      await keepReturned(act, state.contract);
      await keepBills(act, state.bills);
      await act.insert(Refund, state.refunds);
      const added = state.bills.filter((bill) => issued.has(bill.id)).map(({ amountFen }) => amountFen);
      if (added.length) act.emit(billsIssued({ estateId, communityCode, bills: added.length, totalFen: sumFen(added), at: act.now }));
      for (const happened of events) act.emit(happened);
      act.note({ state: [contract.state, 'RETURNED'], endsOn: [state.contract.endsOn] });
      return { contract: state.contract, refunds: state.refunds };
    });
  }

  /** Refund, bill and entry change together: what went out is in the ledger at every commit. */
  @Handles(settleRefund)
  async settle({ id, evidenceIds }: InputOf<typeof settleRefund>, request: Request): Promise<Reply> {
    const known = await this.returns.refund(id, request);
    ensure(known, requestErrors.notFound);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const { decision, entry } = settle(await refundOf(act, id), newId(), evidenceIds, act.now);
      const { version, billId, amountFen, settledAt, entryId } = decision.state;
      await act.query(giveOut, [billId, amountFen]);
      await postEntry(act, entry);
      await act.query(keepSettled, [id, version, settledAt, entryId]);
      for (const happened of decision.events) act.emit(happened);
      act.note({ state: ['DUE', 'SETTLED'], amountFen: [amountFen] });
      return decision.state;
    });
  }
}

const refundOf = async (act: Act, id: string): Promise<RefundState> => (await act.query<RefundState>(held, [id]))[0]!;
