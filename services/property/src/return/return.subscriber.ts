import { Injectable } from '@nestjs/common';
import { unitRegistered } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { BillingTermsQueries } from '../bill/billing-terms.queries.js';
import { holdEstate } from '../estate/estate.plan.js';
import { contractColumns } from '../trial/trial.plan.js';
import type { ContractState } from '../trial/trial.rules.js';
import { endContract } from './return.plan.js';

/** The contract of a unit that names its household no more, whatever this event says. */
const left = `SELECT ${contractColumns} FROM service_contract t JOIN unit u ON u.id = t.unit_id
  WHERE t.unit_id = $1 AND t.state = 'STANDING' AND u.household_id IS DISTINCT FROM t.household_id`;

/** P-11, P-13 Nobody is billed who left: the contract ends with the day on which the unit lets go of its household, as by a return. */
@Injectable()
export class ReturnSubscriber {
  constructor(private readonly billing: BillingTermsQueries) {}

  @On(unitRegistered)
  async left({ data }: EventMessage<typeof unitRegistered>, heard: Heard): Promise<void> {
    const [found] = await heard.query<ContractState>(left, [data.unitId]);
    if (!found) return;
    const { estateId, communityCode } = found;
    const terms = await this.billing.of({ id: estateId, communityCode });
    // Nothing is billed or returned meanwhile.
    await holdEstate(heard, estateId);
    for (const contract of await heard.query<ContractState>(`${left} FOR NO KEY UPDATE OF t`, [data.unitId]))
      await endContract(heard, contract, undefined, terms);
  }
}
