import type { Act } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import type { TopicPart } from '../topic/topic.plan.js';
import type { BallotState } from './ballot.rules.js';

export const ballotColumns = `t.id, t.version, t.community_code AS "communityCode", t.estate_id AS "estateId", t.council_id AS "councilId",
  t.session_id AS "sessionId", t.topic_id AS "topicId", t.electorate, t.question, t.matter, t.subject_id AS "subjectId", t.majority, t.rule,
  t.clear_days AS "clearDays", t.silence_counts AS "silenceCounts", t.state, t.opens_on AS "opensOn", t.closes_at AS "closesAt",
  t.noticed_on AS "noticedOn", t.notice_evidence_ids AS "noticeEvidenceIds", t.committee_copy_id AS "committeeCopyId",
  t.frozen_at AS "frozenAt", t.roll_hash AS "rollHash", t.roll, t.opened_at AS "openedAt", t.closed_at AS "closedAt",
  t.first_certifier_id AS "firstCertifierId", t.certified_at AS "certifiedAt", t.outcome, t.cancel_reason AS "cancelReason",
  t.replaces_id AS "replacesId", t.secret, t.demands_voting_code AS "demandsVotingCode", t.token_key AS "tokenKey"`;

const held = `SELECT ${ballotColumns} FROM ballot t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keep = `UPDATE ballot SET version = version + 1, state = $2, frozen_at = $3, roll_hash = $4, roll = $5, closed_at = $6,
  first_certifier_id = $7, certified_at = $8, outcome = $9, cancel_reason = $10 WHERE id = $1`;

/** A ballot, held until the act ends. */
export const holdBallot = async (act: Act, id: string): Promise<BallotState> => (await act.query<BallotState>(held, [id]))[0]!;

/** Stores a ballot that the act holds as it was decided, and tells of it. */
export async function keepBallot(act: Act, before: BallotState, { state, events }: Decision<BallotState>): Promise<BallotState> {
  const { id, frozenAt, rollHash, roll, closedAt, firstCertifierId, certifiedAt, outcome, cancelReason } = state;
  await act.query(keep, [
    ...[id, state.state, frozenAt, rollHash, roll && JSON.stringify(roll), closedAt, firstCertifierId],
    ...[certifiedAt, outcome, cancelReason],
  ]);
  for (const happened of events) act.emit(happened, { id, place: state.communityCode });
  act.note({ state: [before.state, state.state], ...(rollHash !== before.rollHash && { rollHash: [rollHash] }) });
  return { ...state, version: before.version + 1 };
}

/** A decision of a ballot with what it does to its topic. */
export const withTopic = (decision: Decision<BallotState>, topic: TopicPart = { writes: [], events: [] }) => ({
  ...{ ...decision, topic },
  events: [...decision.events, ...topic.events],
});
