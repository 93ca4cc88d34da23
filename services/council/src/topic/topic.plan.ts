import { topicErrors, type DecisionOutcome, type Happened, type values } from '@gezhi/shared/contracts';
import { guard, insert, update, type Act, type Guard, type Write } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import {
  decideTopic,
  executeTopic,
  isUnder,
  isWaitingFor,
  publishTopic,
  putToVote,
  release,
  scheduleForBallot,
  scheduleForSession,
  verifyTopic,
  type BallotOfTopic,
} from './decision.rules.js';
import { Topic, TopicStageEntry } from './topic.entity.js';
import type { TopicMove, TopicState } from './topic.rules.js';

export const topicColumns = `t.id, t.version, t.community_code AS "communityCode", t.title, t.detail, t.source, t.proposer_id AS "proposerId",
  t.origin, t.origin_id AS "originId", t.stage, t.stage_number AS "stageNumber", t.submitted_at AS "submittedAt",
  t.reviewed_at AS "reviewedAt", t.reason, t.merged_into_id AS "mergedIntoId", t.referred_to AS "referredTo", t.session_id AS "sessionId",
  t.ballot_id AS "ballotId", t.outcome`;
const held = `SELECT ${topicColumns} FROM topic t WHERE t.id = $1 FOR NO KEY UPDATE`;
const waiting = `SELECT ${topicColumns} FROM topic t WHERE t.session_id = $1 AND t.stage = 'SCHEDULED' ORDER BY t.id FOR NO KEY UPDATE`;
const keep = `UPDATE topic SET version = version + 1, stage = $2, stage_number = $3, session_id = $4, ballot_id = $5, outcome = $6 WHERE id = $1`;

/** What the commit of another aggregate adds for a topic: with its version and stage as guard, so that a skip beside it fails the commit. */
export interface TopicPart {
  readonly writes: readonly Write[];
  readonly events: readonly Happened[];
}

const nothing: TopicPart = { writes: [], events: [] };
const partOf = ({ state, stages, events }: TopicMove): TopicPart => ({
  writes: [update(Topic, state, state.version), ...stagesOf(stages)],
  events,
});

/** The stages a topic went through, to be stored beside it. */
export const stagesOf = (stages: TopicMove['stages']): Write[] => stages.map((stage) => insert(TopicStageEntry, stage));

/** C-08 A session puts an accepted topic on its agenda. Refuses as `scheduleForSession` does. */
export const topicScheduled = (topic: TopicState, sessionId: string, now: values.Instant): TopicPart =>
  partOf(scheduleForSession(topic, sessionId, now));

/** C-08 The notice of a ballot schedules its topic, unless a session has. Refuses as `scheduleForBallot` does. */
export function topicNoticed(topic: TopicState, ballot: BallotOfTopic, now: values.Instant): TopicPart {
  const move = scheduleForBallot(topic, ballot, now);
  return move ? partOf(move) : nothing;
}

/** C-08, C-10 A ballot on a scheduled topic is opened. Refuses as `putToVote` does. */
export const topicVoting = (topic: TopicState, ballot: BallotOfTopic, now: values.Instant): TopicPart =>
  partOf(putToVote(topic, ballot, now));

/** C-08 A session takes a topic off its agenda, or comes to nothing; a topic that went on meanwhile stays where it is. */
export const topicReleased = (topic: TopicState, sessionId: string, now: values.Instant): TopicPart =>
  isWaitingFor(topic, sessionId) ? partOf(release(topic, now)) : nothing;

/** C-08, C-10 Outcome and certification of a ballot, within the act that certifies it. Refuses as `decideTopic` does. */
export const topicDecided = (act: Act, id: string, ballotId: string, outcome: DecisionOutcome): Promise<TopicState> =>
  moved(act, id, (topic) => decideTopic(topic, ballotId, outcome, act.now));

/** C-08 A cancelled ballot frees the topic that waits for it, within the act that cancels it. */
export const topicFreed = (act: Act, id: string, ballotId: string): Promise<TopicState> =>
  moved(act, id, (topic) => (isUnder(topic, ballotId) ? release(topic, act.now) : undefined));

/** C-08 A session that closes frees the topics it did not come to, within the act that closes it. */
export async function topicsNotReached(act: Act, sessionId: string): Promise<void> {
  for (const topic of await act.query<TopicState>(waiting, [sessionId])) await stored(act, release(topic, act.now));
}

/** C-11 A bulletin publishes a topic, within the act that issues it. Refuses as `publishTopic` does. */
export const topicPublished = (act: Act, id: string, bulletinId: string): Promise<TopicState> =>
  moved(act, id, (topic) => publishTopic(topic, bulletinId, act.now));

/** C-12 A resolution carries a topic out, within the act that adopts it. Refuses as `executeTopic` does. */
export const topicExecuting = (act: Act, id: string, resolutionId: string): Promise<TopicState> =>
  moved(act, id, (topic) => executeTopic(topic, resolutionId, act.now));

/** C-12 All tasks of a topic are verified, within the act that verifies the last. Refuses as `verifyTopic` does. */
export const topicVerified = (act: Act, id: string, resolutionId: string): Promise<TopicState> =>
  moved(act, id, (topic) => verifyTopic(topic, resolutionId, act.now));

async function moved(act: Act, id: string, decide: (topic: TopicState) => TopicMove | undefined): Promise<TopicState> {
  const [topic] = await act.query<TopicState>(held, [id]);
  ensure(topic, topicErrors.topicUnknown);
  const move = decide(topic);
  return move ? stored(act, move) : topic;
}

async function stored(act: Act, { state, stages, events }: TopicMove): Promise<TopicState> {
  const { id, stage, stageNumber, sessionId, ballotId, outcome, communityCode: place } = state;
  await act.query(keep, [id, stage, stageNumber, sessionId, ballotId, outcome]);
  await act.insert(TopicStageEntry, [...stages]);
  for (const happened of events) act.emit(happened, { id, place });
  return { ...state, version: state.version + 1 };
}

const inHand = `EXISTS (SELECT 1 FROM topic WHERE id = ?::uuid AND community_code = ?::text
  AND stage IN ('SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'SCHEDULED', 'VOTING') FOR SHARE)`;

/** For the writing statement: the topic that another is merged into is still in hand. */
export const takesIn = (id: string, communityCode: string): Guard => guard(topicErrors.mergeTargetInvalid, inHand, id, communityCode);

const unmet = `EXISTS (SELECT 1 FROM (SELECT ?::uuid AS problem, ?::text AS community) g JOIN topic_candidate c ON c.problem_id = g.problem
  WHERE c.state = 'open' AND (starts_with(c.place_code, g.community) OR EXISTS (SELECT 1 FROM unnest(c.grid_codes) AS grid WHERE starts_with(grid, g.community))))`;

/** For the writing statement: the problem is one of the community, and unmet still. */
export const candidateIn = (problemId: string, communityCode: string): Guard =>
  guard(topicErrors.candidateNotOpen, unmet, problemId, communityCode);
