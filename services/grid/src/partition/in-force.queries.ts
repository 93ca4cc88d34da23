import { Injectable } from '@nestjs/common';
import { Database, named } from '@gezhi/shared/database';
import { forPlace, type Version } from '@gezhi/shared/domain';
import type { GridState } from './grid-type.rules.js';
import type { Known, PartitionPolicy } from './partition.rules.js';

export const gridColumns = `t.id, t.version, t.code, t.community_code AS "communityCode", t.type, t.boundary, t.valid_from AS "validFrom", t.valid_to AS "validTo",
  t.plan_id AS "planId", t.reason, CASE WHEN t.valid_to IS NULL THEN 'ACTIVE' ELSE 'RETIRED' END AS status`;

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

const isInForce = named('partition.is-in-force', 'SELECT 1 FROM grid t WHERE t.code = $1 AND t.valid_to IS NULL');

/** What plans, households and profiles need to know of the grids in force. */
@Injectable()
export class InForceQueries {
  constructor(private readonly database: Database) {}

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

  /** The size band in force at a place. */
  async policy(placeCode: string): Promise<PartitionPolicy | undefined> {
    return forPlace(await this.database.read<PartitionPolicy & Version>(policies, [placeCode]), placeCode);
  }
}
