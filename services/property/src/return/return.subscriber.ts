import { Injectable } from '@nestjs/common';
import { unitRegistered } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { holdEstate } from '../estate/estate.plan.js';
import { contractColumns } from '../trial/trial.plan.js';
import type { ContractState } from '../trial/trial.rules.js';
import { holdBillsOf, keepReturn } from './return.plan.js';
import { giveBack } from './return.rules.js';

type Left = ContractState & { readonly refundWithinDays: number };

/** The contract of a unit that names its household no more, whatever this event says. */
const left = `SELECT ${contractColumns}, o.refund_within_days AS "refundWithinDays"
  FROM service_contract t JOIN unit u ON u.id = t.unit_id JOIN offer o ON o.id = t.offer_id
  WHERE t.unit_id = $1 AND t.state = 'STANDING' AND u.household_id IS DISTINCT FROM t.household_id`;

/** P-11, P-13 Nobody is billed who left: the contract ends with the day on which the unit lets go of its household, as by a return. */
@Injectable()
export class ReturnSubscriber {
  @On(unitRegistered)
  async left({ data }: EventMessage<typeof unitRegistered>, heard: Heard): Promise<void> {
    if (!(await heard.query<Left>(left, [data.unitId])).length) return;
    // Nothing is billed or returned meanwhile.
    await holdEstate(heard, data.estateId);
    for (const { refundWithinDays, ...contract } of await heard.query<Left>(`${left} FOR NO KEY UPDATE OF t`, [data.unitId])) {
      const bills = await holdBillsOf(heard, contract.id);
      const { state, events } = giveBack(contract, bills, { lastDay: undefined, refundWithinDays, nextId: newId }, heard.now);
      await keepReturn(heard, state);
      for (const happened of events) heard.emit(happened, { id: contract.id, place: contract.communityCode });
    }
  }
}
