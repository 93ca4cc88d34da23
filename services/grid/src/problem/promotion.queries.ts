import { Injectable } from '@nestjs/common';
import { promotionCandidates, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ProblemPolicyQueries } from './problem-policy.queries.js';
import { touches, visible } from './problem-columns.queries.js';
import { proposals, type Recurring } from './promotion.rules.js';

/** The newest of them: what recurs is recent. */
const compared = 2000;
const recurring = named(
  'problem.recurring',
  `SELECT t.id AS "problemId", t.community_code AS "communityCode", t.class, t.summary,
     CASE WHEN h.id IS NOT NULL THEN ARRAY[h.lon, h.lat] END AS point
   FROM problem t LEFT JOIN household h ON h.id = t.household_id
   WHERE t.scope = 'INDIVIDUAL' AND t.state = 'OPEN' AND t.community_code IS NOT NULL AND ${touches('$3')} AND ${visible}
   ORDER BY t.collected_at DESC, t.id DESC LIMIT ${compared}`,
);

@Injectable()
export class PromotionQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: ProblemPolicyQueries,
  ) {}

  @Handles(promotionCandidates)
  async candidates({ placeCode }: InputOf<typeof promotionCandidates>, request: Request): Promise<OutputOf<typeof promotionCandidates>> {
    const problems = await this.database.read<Recurring>(recurring, [...scopeParameters(request), placeCode]);
    const communities = [...new Set(problems.map(({ communityCode }) => communityCode))];
    const inForce = await Promise.all(communities.map(async (code) => [code, await this.policies.inForce({ placeCode: code })] as const));
    const policies = new Map(inForce);
    return { items: proposals(problems, (code) => policies.get(code)!).map((found) => ({ ...found, problemIds: [...found.problemIds] })) };
  }
}
