import { Injectable } from '@nestjs/common';
import { dutyHandedOver, householdPlaced, partitionActivated, problemRectified } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import type { GridState } from '../partition/grid-type.rules.js';
import { heirsOf } from '../partition/heir.plan.js';
import { gridsInForce } from '../partition/in-force.queries.js';
import { carriedTo } from './point.rules.js';
import type { ServiceRequestState } from './request-life.rules.js';
import { placesIt } from './service-request.entity.js';

/** Held before the grids are read, so that of two redraws the later decides, in any order of events. */
const withoutHousehold = `SELECT t.id, t.grid_code AS "gridCode", t.point FROM service_request t
  WHERE t.community_code = $1 AND (t.grid_code IS NOT NULL OR t.point IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM household_grid p WHERE ${placesIt})
  ORDER BY t.id FOR NO KEY UPDATE OF t`;
const moveThere = `UPDATE service_request t SET grid_code = m.grid_code, version = t.version + 1
  FROM unnest($1::uuid[], $2::text[]) AS m (id, grid_code) WHERE t.id = m.id`;
const handToSuccessor = `UPDATE service_request SET cadre_id = $2, handler_id = $3, version = version + 1
  WHERE id = $1 AND duty_id = $4 AND state NOT IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED', 'DUPLICATE')`;
const followHouseholds = `UPDATE service_request t SET community_code = left(p.grid_code, 12), grid_code = p.grid_code, version = t.version + 1
  FROM household_grid p WHERE ${placesIt} AND t.household_id = ANY($1::uuid[]) AND t.community_code <> left(p.grid_code, 12)`;
const askAgain = `UPDATE service_request SET recheck_due_at = $2, recheck_told_at = NULL, version = version + 1
  WHERE id = ANY($1::uuid[]) AND state IN ('HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED')`;

type Lying = Pick<ServiceRequestState, 'id' | 'gridCode' | 'point'>;

@Injectable()
export class ServiceRequestSubscriber {
  /**
   * G-06 Requests that a household places follow it by themselves. Others go where their point lies, else to
   * the one heir of a retired grid; what nothing places waits at the community, in the list of those without a grid.
   */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    const requests = await heard.query<Lying>(withoutHousehold, [data.communityCode]);
    if (!requests.length) return;
    const heirs = await heirsOf(heard, data.communityCode, [...new Set(requests.flatMap(({ gridCode }) => gridCode ?? []))]);
    const grids = await heard.query<GridState>(gridsInForce.text, [data.communityCode]);
    const moved = requests
      .map((request) => ({ ...request, to: carriedTo(request, grids, heirs.get(request.gridCode ?? '') ?? []) }))
      .filter(({ gridCode, to }) => to !== gridCode);
    await heard.query(moveThere, [moved.map(({ id }) => id), moved.map(({ to }) => to)]);
  }

  /** G-06 Requests placed by a household that moved to another community are listed there; the placement in force decides, in any order of events. */
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
