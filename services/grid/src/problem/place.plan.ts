import { problemErrors, type ErrorDefinition } from '@gezhi/shared/contracts';
import { guard, type Act, type Guard } from '@gezhi/shared/database';
import { gridsAtPlace, gridsInForceAll } from '../partition/in-force.plan.js';
import { campaignCovers, campaignOpen } from '../visit/campaign.plan.js';
import type { ProblemState } from './problem.rules.js';

const householdThere = `EXISTS (SELECT 1 FROM household h LEFT JOIN household_grid p ON p.household_id = h.id AND p.valid_to IS NULL
  WHERE h.id = ?::uuid AND starts_with(coalesce(p.grid_code, h.community_code), ?))`;

/** What a problem names is there when it is stored: grids in force, a household of them, and a campaign that is open and covers it. */
export function namedThere({
  gridCodes,
  placeCode,
  householdId,
  campaignId,
}: Pick<ProblemState, 'gridCodes' | 'placeCode' | 'householdId' | 'campaignId'>): Guard[] {
  return [
    gridCodes.length
      ? guard(problemErrors.gridUnknown, gridsInForceAll, gridCodes)
      : guard(problemErrors.communityUnknown, gridsAtPlace, placeCode),
    ...(householdId ? [guard(problemErrors.householdUnknown, householdThere, householdId, placeCode)] : []),
    ...(campaignId
      ? [
          guard(problemErrors.campaignUnknown, campaignCovers, campaignId, placeCode),
          guard(problemErrors.campaignClosed, campaignOpen, campaignId),
        ]
      : []),
  ];
}

/** Of many problems to be stored in one act, the refusal of each that names what is not there; every condition is asked once. */
export async function missingThere<P extends Parameters<typeof namedThere>[0]>(
  act: Act,
  problems: readonly P[],
): Promise<ReadonlyMap<P, ErrorDefinition>> {
  const answers = new Map<string, boolean>();
  const missing = new Map<P, ErrorDefinition>();
  for (const problem of problems)
    for (const condition of namedThere(problem)) {
      const asked = JSON.stringify([condition.holds, condition.parameters]);
      if (!answers.has(asked)) answers.set(asked, await act.holds(condition));
      if (!answers.get(asked) && !missing.has(problem)) missing.set(problem, condition.error);
    }
  return missing;
}
