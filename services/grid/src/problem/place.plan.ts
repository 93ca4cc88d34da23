import { problemErrors } from '@gezhi/shared/contracts';
import { guard, type Write } from '@gezhi/shared/database';
import { gridsAtPlace } from '../partition/in-force.plan.js';
import { campaignCovers, campaignOpen } from '../visit/campaign.plan.js';
import type { ProblemState } from './problem.rules.js';

const gridsInForce = '(SELECT count(*) FROM grid g WHERE g.code = ANY (?::text[]) AND g.valid_to IS NULL) = cardinality(?::text[])';
const householdThere = `EXISTS (SELECT 1 FROM household h LEFT JOIN household_grid p ON p.household_id = h.id AND p.valid_to IS NULL
  WHERE h.id = ?::uuid AND starts_with(coalesce(p.grid_code, h.community_code), ?))`;

/** What a problem names is there when it is stored: grids in force, a household of them, and a campaign that is open and covers it. */
export function namedThere({ gridCodes, placeCode, householdId, campaignId }: ProblemState): Write[] {
  return [
    gridCodes.length
      ? guard(problemErrors.gridUnknown, gridsInForce, gridCodes, gridCodes)
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
