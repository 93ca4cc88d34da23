import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { partitionPlans, readPartitionPlan, requestErrors, simulatePartition, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { doorstepsOf } from '../household/household.queries.js';
import { openProblemsByHousehold } from '../problem/open.queries.js';
import { openRequestsByHousehold } from '../service-request/open.queries.js';
import { heirless, withHeirs } from './heir.rules.js';
import { InForceQueries } from './in-force.queries.js';
import { unsound, type PlanState } from './partition.rules.js';
import { withTypesKept } from './planned-type.rules.js';
import { simulate, type Doorstep } from './simulation.rules.js';
import { succession } from './succession.rules.js';
import { balance, workloadOf, type OpenWork } from './workload.rules.js';

const planColumns = `t.id, t.version, t.community_code AS "communityCode", t.status, t.effective_from AS "effectiveFrom", t.activated_at AS "activatedAt"`;

const planById = named(
  'partition.plan',
  `SELECT ${planColumns}, t.grids FROM partition_plan t WHERE t.id = $3 AND ${inScope({ place: 't.community_code' })}`,
);
const plansOfPlace = named(
  'partition.plans',
  `SELECT ${planColumns} FROM partition_plan t
   WHERE ${within('$3', 't.community_code')} AND t.id < $4::uuid
   ORDER BY t.id DESC LIMIT $5`,
);
@Injectable()
export class PlanQueries {
  constructor(
    private readonly database: Database,
    private readonly grids: InForceQueries,
  ) {}

  @Handles(readPartitionPlan)
  async plan(input: InputOf<typeof readPartitionPlan>, request: Request): Promise<OutputOf<typeof readPartitionPlan>> {
    const [row] = await this.database.read<OutputOf<typeof readPartitionPlan>>(planById, [...scopeParameters(request), input.id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(partitionPlans)
  async plans({ placeCode, after, limit }: InputOf<typeof partitionPlans>, request: Request): Promise<OutputOf<typeof partitionPlans>> {
    const rows = await this.database.read<OutputOf<typeof partitionPlans>['items'][number]>(plansOfPlace, [
      ...scopeParameters(request),
      placeCode,
      ...keyset(after, descending('uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  @Handles(simulatePartition)
  async simulation(input: InputOf<typeof simulatePartition>, request: Request): Promise<OutputOf<typeof simulatePartition>> {
    const plan = (await this.plan(input, request)) as PlanState;
    const [households, known, requests, problems] = await Promise.all([
      this.database.read<Doorstep>(doorstepsOf, [plan.communityCode]),
      this.grids.known(plan.communityCode),
      this.database.read<OpenWork>(openRequestsByHousehold, [plan.communityCode]),
      this.database.read<OpenWork>(openProblemsByHousehold, [plan.communityCode]),
    ]);
    const band = known.policy;
    const { grids, assignment, moving } = simulate(plan, households, band);
    const { unknown, taken, retyped } = unsound(plan, known);
    const drawn = withTypesKept(plan, known.inForce).grids.map((grid) => ({ ...grid, kept: grid.kept && !unknown.includes(grid.code) }));
    const succeeding = withHeirs({ ...plan, grids: drawn }, known.inForce);
    const { retired, lineage } = succession(succeeding, known.inForce);
    const assigned = new Map(assignment.placed.map(({ household, code }) => [household.householdId, code]));
    const loads = workloadOf(
      plan.grids.map(({ code }) => code),
      assigned,
      requests,
      problems,
    );
    const largestPercent = balance(loads.map((load) => load.requests + load.problems));
    const named = (those: readonly Doorstep[]) => ({
      count: those.length,
      householdIds: those.slice(0, 50).map(({ householdId }) => householdId),
    });
    return {
      planId: plan.id,
      communityCode: plan.communityCode,
      acceptable: [assignment.orphans, assignment.overlaps, unknown, taken, retyped, heirless(succeeding, known.inForce)].every(
        (faults) => !faults.length,
      ),
      grids: [...grids],
      band: band ? { minimum: band.sizeMinimum, maximum: band.sizeMaximum, assumed: band.assumed, source: band.source } : null,
      orphans: named(assignment.orphans),
      overlaps: named(assignment.overlaps),
      moving,
      retired: [...retired],
      lineage: [...lineage],
      workload: {
        grids: loads,
        largestPercent,
        warning: largestPercent !== null && band !== undefined && largestPercent > band.workloadPercent,
      },
    };
  }
}
