import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  gridLineage,
  gridsOfPlace,
  partitionPlans,
  readGrid,
  readPartitionPlan,
  requestErrors,
  simulatePartition,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure, forPlace, type Version } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { doorstepsOf } from '../household/household.queries.js';
import type { GridState } from './grid-type.rules.js';
import { succession, type Known, type PartitionPolicy, type PlanState } from './partition.rules.js';
import { simulate, type Doorstep } from './simulation.rules.js';

const gridColumns = `t.id, t.version, t.code, t.community_code AS "communityCode", t.type, t.boundary, t.valid_from AS "validFrom", t.valid_to AS "validTo",
  t.plan_id AS "planId", t.reason, CASE WHEN t.valid_to IS NULL THEN 'ACTIVE' ELSE 'RETIRED' END AS status`;
const planColumns = `t.id, t.version, t.community_code AS "communityCode", t.status, t.effective_from AS "effectiveFrom", t.activated_at AS "activatedAt"`;

/** The grids of community `$1` in force. */
export const gridsInForce = named(
  'partition.in-force',
  `SELECT ${gridColumns} FROM grid t WHERE t.community_code = $1 AND t.valid_to IS NULL ORDER BY t.code`,
);
/** Every code community `$1` ever had. */
export const usedCodes = named('partition.used-codes', 'SELECT DISTINCT t.code FROM grid t WHERE t.community_code = $1');
/** The size bands laid down for place `$1` or above it. */
const policies = named(
  'partition.policies',
  `SELECT jurisdiction_id AS "jurisdictionId", version, size_minimum AS "sizeMinimum", size_maximum AS "sizeMaximum",
     sliver_square_metres AS "sliverSquareMetres", source, assumed
   FROM partition_policy_version WHERE starts_with($1, jurisdiction_id) ORDER BY jurisdiction_id, version`,
);

const planById = named(
  'partition.plan',
  `SELECT ${planColumns}, t.grids FROM partition_plan t WHERE t.id = $3 AND ${inScope({ place: 't.community_code' })}`,
);
const plansOfPlace = named(
  'partition.plans',
  `SELECT ${planColumns} FROM partition_plan t
   WHERE starts_with(t.community_code, $3) AND ($4::uuid IS NULL OR t.id < $4::uuid) AND ${inScope({ place: 't.community_code' })}
   ORDER BY t.id DESC LIMIT $5`,
);
const atInstant = (parameter: string) =>
  `CASE WHEN ${parameter}::timestamptz IS NULL THEN t.valid_to IS NULL ELSE t.valid_from <= ${parameter} AND (t.valid_to IS NULL OR t.valid_to > ${parameter}) END`;
const gridAt = named(
  'partition.grid-at',
  `SELECT ${gridColumns} FROM grid t WHERE t.code = $3 AND ${atInstant('$4')} AND ${inScope({ place: 't.code' })}`,
);
const gridsAt = named(
  'partition.grids-at',
  `SELECT ${gridColumns} FROM grid t
   WHERE starts_with(t.code, $3) AND ($5::text IS NULL OR t.type = $5) AND ${atInstant('$4')} AND ($6::text IS NULL OR t.code > $6) AND ${inScope({ place: 't.code' })}
   ORDER BY t.code LIMIT $7`,
);
const lineageOf = named(
  'partition.lineage',
  `SELECT t.from_code AS "from", t.to_code AS "to", t.kind, t.plan_id AS "planId", t.at FROM grid_lineage t
   WHERE (t.from_code = $3 OR t.to_code = $3) AND ${inScope({ place: '$3::text' })} ORDER BY t.at, t.id`,
);
const isInForce = named('partition.is-in-force', 'SELECT 1 FROM grid t WHERE t.code = $1 AND t.valid_to IS NULL');

@Injectable()
export class PartitionQueries {
  constructor(private readonly database: Database) {}

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
      ...keyset(after, 1),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  @Handles(simulatePartition)
  async simulation(input: InputOf<typeof simulatePartition>, request: Request): Promise<OutputOf<typeof simulatePartition>> {
    const plan = (await this.plan(input, request)) as PlanState;
    const [households, inForce, band] = await Promise.all([
      this.database.read<Doorstep>(doorstepsOf, [plan.communityCode]),
      this.inForce(plan.communityCode),
      this.policy(plan.communityCode),
    ]);
    const { grids, assignment, moving } = simulate(plan, households, band);
    const codes = new Set(inForce.map(({ code }) => code));
    const { retired, lineage } = succession(
      { ...plan, grids: plan.grids.map((grid) => ({ ...grid, kept: grid.kept && codes.has(grid.code) })) },
      inForce,
    );
    const named = (those: readonly Doorstep[]) => ({
      count: those.length,
      householdIds: those.slice(0, 50).map(({ householdId }) => householdId),
    });
    return {
      planId: plan.id,
      communityCode: plan.communityCode,
      acceptable: !assignment.orphans.length && !assignment.overlaps.length,
      grids: [...grids],
      band: band ? { minimum: band.sizeMinimum, maximum: band.sizeMaximum, assumed: band.assumed, source: band.source } : null,
      orphans: named(assignment.orphans),
      overlaps: named(assignment.overlaps),
      moving,
      retired: [...retired],
      lineage: [...lineage],
    };
  }

  @Handles(readGrid)
  async grid(input: InputOf<typeof readGrid>, request: Request): Promise<OutputOf<typeof readGrid>> {
    const [row] = await this.database.read<OutputOf<typeof readGrid>>(gridAt, [
      ...scopeParameters(request),
      input.code,
      input.asOf ?? null,
    ]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(gridsOfPlace)
  async grids(
    { placeCode, type, asOf, after, limit }: InputOf<typeof gridsOfPlace>,
    request: Request,
  ): Promise<OutputOf<typeof gridsOfPlace>> {
    const parameters = [...scopeParameters(request), placeCode, asOf ?? null, type ?? null, ...keyset(after, 1), limit + 1];
    const rows = await this.database.read<OutputOf<typeof readGrid>>(gridsAt, parameters);
    return pageOf(rows, limit, ({ code }) => [code]);
  }

  @Handles(gridLineage)
  async lineage(input: InputOf<typeof gridLineage>, request: Request): Promise<OutputOf<typeof gridLineage>> {
    return { items: await this.database.read(lineageOf, [...scopeParameters(request), input.code]) };
  }

  /** Whether a grid is in force. */
  async isInForce(code: string): Promise<boolean> {
    return (await this.database.read(isInForce, [code])).length === 1;
  }

  /** The grids of a community in force. */
  inForce(communityCode: string): Promise<GridState[]> {
    return this.database.read<GridState>(gridsInForce, [communityCode]);
  }

  /** What a new plan of the community has to fit. */
  async known(communityCode: string): Promise<Known> {
    const [inForce, codes, policy] = await Promise.all([
      this.inForce(communityCode),
      this.database.read<{ code: string }>(usedCodes, [communityCode]),
      this.policy(communityCode),
    ]);
    return { inForce, usedCodes: codes.map(({ code }) => code), policy };
  }

  private async policy(placeCode: string): Promise<PartitionPolicy | undefined> {
    return forPlace(await this.database.read<PartitionPolicy & Version>(policies, [placeCode]), placeCode);
  }
}
