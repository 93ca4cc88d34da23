import { Injectable } from '@nestjs/common';
import { Database, named, Policies } from '@gezhi/shared/database';
import type { GridState } from './grid-type.rules.js';
import { PartitionPolicyVersion } from './partition.entity.js';
import type { Known } from './partition.rules.js';

export const gridColumns = `t.id, t.version, t.code, t.community_code AS "communityCode", t.type, t.boundary, t.valid_from AS "validFrom", t.valid_to AS "validTo",
  t.plan_id AS "planId", t.reason, CASE WHEN t.valid_to IS NULL THEN 'ACTIVE' ELSE 'RETIRED' END AS status`;

/** The grids of community `$1` in force. */
export const gridsInForce = named(
  'partition.in-force',
  `SELECT ${gridColumns} FROM grid t WHERE t.community_code = $1 AND t.valid_to IS NULL ORDER BY t.code`,
);
/** Every code community `$1` ever had. */
export const usedCodes = named('partition.used-codes', 'SELECT DISTINCT t.code FROM grid t WHERE t.community_code = $1');
const isInForce = named('partition.is-in-force', 'SELECT 1 FROM grid t WHERE t.code = $1 AND t.valid_to IS NULL');

/** What plans, households and profiles need to know of the grids in force. */
@Injectable()
export class InForceQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

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
      this.policies.inForce(PartitionPolicyVersion, communityCode),
    ]);
    return { inForce, usedCodes: codes.map(({ code }) => code), policy };
  }
}
