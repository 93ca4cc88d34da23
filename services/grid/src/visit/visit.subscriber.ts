import { Injectable } from '@nestjs/common';
import { cadreRecalled, householdLeft } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { fromGrid } from './owned.queries.js';
import { pairingColumns } from './pairing.queries.js';
import { endWithHousehold, handOn, type PairingState, type PairSuccessor } from './pairing.rules.js';
import { Pairing } from './visit.entity.js';

const ofHousehold = `SELECT ${pairingColumns} FROM pairing t WHERE t.household_id = $1 AND t.ended_on IS NULL ORDER BY t.id FOR UPDATE`;
const ofCadre = `SELECT ${pairingColumns} FROM pairing t WHERE t.cadre_id = $1 AND ${fromGrid} ORDER BY t.id FOR UPDATE`;
const write = 'UPDATE pairing SET ended_on = $2, end_reason = $3, version = version + 1 WHERE id = $1';
const successor = `SELECT c.id AS "cadreId", c.account_id AS "accountId",
  EXISTS (SELECT 1 FROM pairing t WHERE t.cadre_id = c.id AND t.household_id = $2 AND t.ended_on IS NULL) AS "pairedAlready" FROM cadre c WHERE c.id = $1`;

@Injectable()
export class VisitSubscriber {
  /** G-26 Nobody keeps in touch with a household that left. */
  @On(householdLeft)
  async left({ data }: EventMessage<typeof householdLeft>, heard: Heard): Promise<void> {
    for (const pairing of await heard.query<PairingState>(ofHousehold, [data.householdId]))
      await end(endWithHousehold(pairing, heard.now), heard);
  }

  /** G-26, G-27 Who takes over from a cadre in a grid goes on with the pairs looked after from there. */
  @On(cadreRecalled)
  async recalled({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    if (!data.successorId) return;
    for (const pairing of await heard.query<PairingState>(ofCadre, [data.cadreId, data.gridCode])) {
      const [next] = await heard.query<PairSuccessor>(successor, [data.successorId, pairing.householdId]);
      const { ended, begun } = handOn(pairing, next!, newId(), heard.now);
      await end(ended, heard);
      if (!begun) continue;
      await heard.insert(Pairing, [begun.state]);
      for (const happened of begun.events) heard.emit(happened, { id: begun.state.id, place: begun.state.communityCode });
    }
  }
}

async function end({ state, events }: Decision<PairingState>, heard: Heard): Promise<void> {
  await heard.query(write, [state.id, state.endedOn, state.endReason]);
  for (const happened of events) heard.emit(happened, { id: state.id, place: state.communityCode });
}
