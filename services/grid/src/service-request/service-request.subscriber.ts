import { Injectable } from '@nestjs/common';
import { dutyHandedOver, householdPlaced, partitionActivated, problemRectified } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';

const moveToHeir = 'UPDATE service_request SET grid_code = $2, version = version + 1 WHERE household_id IS NULL AND grid_code = $1';
const handToSuccessor = `UPDATE service_request SET cadre_id = $2, handler_id = $3, version = version + 1
  WHERE id = $1 AND duty_id = $4 AND state NOT IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED', 'DUPLICATE')`;
const followHouseholds = `UPDATE service_request t SET community_code = left(p.grid_code, 12), grid_code = p.grid_code, version = t.version + 1
  FROM household_grid p WHERE p.household_id = t.household_id AND p.valid_to IS NULL AND t.household_id = ANY($1::uuid[])
    AND t.community_code <> left(p.grid_code, 12)`;
const askAgain = `UPDATE service_request SET recheck_due_at = $2, recheck_told_at = NULL, version = version + 1
  WHERE id = ANY($1::uuid[]) AND state IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED')`;

@Injectable()
export class ServiceRequestSubscriber {
  /**
   * G-06 Requests of households follow their household by themselves. Those of public places go to the one heir of a retired
   * grid; with several heirs they wait at the community, whose secretary knows the place.
   */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    for (const retired of data.retired) {
      const heirs = data.lineage.filter(({ from }) => from === retired).map(({ to }) => to);
      await heard.query(moveToHeir, [retired, heirs.length === 1 ? heirs[0] : null]);
    }
  }

  /** G-06 Requests of a household that moved to another community are listed there; the placement in force decides, in any order of events. */
  @On(householdPlaced)
  async follow({ data }: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await heard.query(followHouseholds, [data.placements.map(({ householdId }) => householdId)]);
  }

  /** G-27 Who takes over a duty takes over the request it came from. */
  @On(dutyHandedOver)
  async handOver({ data }: EventMessage<typeof dutyHandedOver>, heard: Heard): Promise<void> {
    if (data.requestId) await heard.query(handToSuccessor, [data.requestId, data.cadreId, data.accountId, data.dutyId]);
  }

  /** G-42 What many reported is put right: those whose request was closed are asked whether it is so for them, annual special items too. */
  @On(problemRectified)
  async ask({ data }: EventMessage<typeof problemRectified>, heard: Heard): Promise<void> {
    if (data.requestIds.length) await heard.query(askAgain, [data.requestIds, heard.now]);
  }
}
