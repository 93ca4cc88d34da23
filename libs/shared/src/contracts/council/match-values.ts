import { z } from 'zod';
import * as values from '../values.js';

export const matchCriterion = z.enum(['SKILL', 'SLOTS', 'NEAR', 'SPARE']).meta({
  id: 'MatchCriterion',
  description: 'SKILL 技能相符, SLOTS 时段相合, NEAR 就在本社区, SPARE 余量充足',
});

export const matchReason = z
  .object({ criterion: matchCriterion, points: z.int(), of: z.int() })
  .meta({ id: 'MatchReason', description: 'What speaks for an offer: points of the points it could get' });
export type MatchReason = z.output<typeof matchReason>;

export const matchProposalView = z
  .object({
    demandId: values.id,
    offerId: values.id,
    rank: z.int(),
    score: z.int(),
    reasons: z.array(matchReason),
    proposedAt: values.instant,
  })
  .meta({ id: 'MatchProposal', description: 'An offer that fits a demand, and why' });

export const matchState = z.enum(['CLAIMED', 'DELIVERED', 'FULFILLED', 'RELEASED']).meta({
  id: 'MatchState',
  description: 'CLAIMED 已认领, DELIVERED 已提供待确认, FULFILLED 已确认兑现, RELEASED 已退回',
});
export type MatchState = z.output<typeof matchState>;

export const matchView = z
  .object({
    id: values.id,
    version: values.version,
    demandId: values.id,
    offerId: values.id,
    communityCode: values.communityCode,
    householdId: values.id.nullable(),
    state: matchState,
    claimedAt: values.instant,
    deliveredAt: values.instant.nullable(),
    fulfilledAt: values.instant.nullable(),
    releasedAt: values.instant.nullable(),
    releaseReason: z.string().nullable(),
    /** What the last confirmation refused was refused for. */
    disputeReason: z.string().nullable(),
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'Match', description: 'An offer that serves a demand: claimed, delivered, and confirmed by who wanted it' });
