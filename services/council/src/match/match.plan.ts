import { guard, type Act, type Guard } from '@gezhi/shared/database';
import type { MatchState } from './match.rules.js';

const held = `SELECT t.id, t.version, t.demand_id AS "demandId", t.offer_id AS "offerId", t.community_code AS "communityCode",
    t.household_id AS "householdId", t.state, t.claimed_at AS "claimedAt", t.delivered_at AS "deliveredAt", t.delivered_by AS "deliveredBy",
    t.fulfilled_at AS "fulfilledAt", t.released_at AS "releasedAt", t.release_reason AS "releaseReason", t.dispute_reason AS "disputeReason",
    t.evidence_ids AS "evidenceIds"
  FROM match t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keep = 'UPDATE match SET version = $2, state = $3, fulfilled_at = $4, released_at = $5, release_reason = $6 WHERE id = $1';
const claimed = "EXISTS (SELECT 1 FROM match WHERE id = ?::uuid AND community_code = ? AND state = 'CLAIMED')";

/** Holds a match until the act ends, as it is now; its demand is held first. */
export const holdMatch = async (act: Act, id: string): Promise<MatchState> => (await act.query<MatchState>(held, [id]))[0]!;

/** Stores how a match that the act holds was settled; answers with it. */
export async function keepMatch(act: Act, settled: MatchState): Promise<MatchState> {
  const { id, state, fulfilledAt, releasedAt, releaseReason } = settled;
  const version = settled.version + 1;
  await act.query(keep, [id, version, state, fulfilledAt, releasedAt, releaseReason]);
  return { ...settled, version };
}

/** For the writing statement: the match is claimed in the community, and not yet served. */
export const matchClaimedAt = (error: Guard['error'], matchId: string, communityCode: string): Guard =>
  guard(error, claimed, matchId, communityCode);
