import { Injectable } from '@nestjs/common';
import { cadreRecalled, householdPlaced, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { followOneHeir, toOneHeir } from '../partition/heir.plan.js';

const moveToHeir = toOneHeir(
  'backlog_case',
  'NOT EXISTS (SELECT 1 FROM household_grid p WHERE p.household_id = t.household_id AND p.valid_to IS NULL)',
);
const followHouseholds = `UPDATE backlog_case t SET community_code = h.community_code, grid_code = p.grid_code,
    place_code = coalesce(p.grid_code, h.community_code), version = t.version + 1
  FROM household h LEFT JOIN household_grid p ON p.household_id = h.id AND p.valid_to IS NULL
  WHERE h.id = t.household_id AND t.household_id = ANY($1::uuid[]) AND t.place_code <> coalesce(p.grid_code, h.community_code)`;
const forcesFollow = `UPDATE task_force f SET place_code = t.place_code, version = f.version + 1 FROM backlog_case t
  WHERE t.id = f.case_id AND t.community_code = $1 AND f.place_code <> t.place_code`;
const handOver = `UPDATE backlog_case SET owner_cadre_id = $3, version = version + 1
  WHERE owner_cadre_id = $1 AND grid_code = $2 AND status = 'OPEN'`;
/** A seat in a task force is that of a line: only a cadre of the same line takes it. */
const handSeatsOver = `UPDATE task_force_line l SET cadre_id = n.id, account_id = n.account_id FROM cadre n, task_force f, backlog_case t
  WHERE n.id = $3 AND n.line = l.line AND l.cadre_id = $1 AND f.id = l.task_force_id AND f.status = 'FORMED' AND t.id = f.case_id AND t.grid_code = $2`;

@Injectable()
export class HardCaseSubscriber {
  /**
   * G-06 Cases of households follow their household. Those of a place, or of a household that left, go to the one heir of a retired grid; with several heirs they
   * wait at the community, whose secretary knows the place.
   */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk === 1) await followOneHeir(heard, moveToHeir, data);
    await this.follow(data.placements, data.communityCode, heard);
  }

  /** G-06 The placement in force decides, in any order of events. */
  @On(householdPlaced)
  async placed({ data }: EventMessage<typeof householdPlaced>, heard: Heard): Promise<void> {
    await this.follow(data.placements, data.communityCode, heard);
  }

  /** G-27 Who follows a cadre in a grid takes over the open cases there, and the seats in task forces of the same line. */
  @On(cadreRecalled)
  async handOver({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    if (!data.successorId) return;
    await heard.query(handOver, [data.cadreId, data.gridCode, data.successorId]);
    await heard.query(handSeatsOver, [data.cadreId, data.gridCode, data.successorId]);
  }

  private async follow(placements: readonly { householdId: string }[], communityCode: string, heard: Heard): Promise<void> {
    await heard.query(followHouseholds, [placements.map(({ householdId }) => householdId)]);
    await heard.query(forcesFollow, [communityCode]);
  }
}
