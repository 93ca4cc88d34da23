import { Injectable } from '@nestjs/common';
import { unitRegistered } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { handOver, type TrialState } from './trial.rules.js';

/** The running trial of a unit that names another household by now, whatever this event says. */
const running = `SELECT t.id, t.version, t.household_id AS "householdId", u.household_id AS "presentId"
  FROM trial t JOIN unit u ON u.id = t.unit_id
  WHERE t.unit_id = $1 AND t.state = 'ACTIVE' AND u.household_id <> t.household_id FOR NO KEY UPDATE OF t`;
const keep = 'UPDATE trial SET version = $2, household_id = $3, reminded_at = $4 WHERE id = $1';

@Injectable()
export class TrialSubscriber {
  @On(unitRegistered)
  async moved({ data }: EventMessage<typeof unitRegistered>, heard: Heard): Promise<void> {
    for (const { presentId, ...trial } of await heard.query<TrialState & { readonly presentId: string }>(running, [data.unitId])) {
      const { id, version, householdId, remindedAt } = handOver(trial, presentId);
      await heard.query(keep, [id, version, householdId, remindedAt]);
    }
  }
}
