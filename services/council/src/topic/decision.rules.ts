import { topicErrors, type DecisionOutcome, type values } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { advance, advanced, step, topicLife, type TopicMove, type TopicState } from './topic.rules.js';

/** A ballot that names a topic. */
export interface BallotOfTopic {
  readonly id: string;
  readonly sessionId: string | null;
}

const outcomes = { PASSED: 'pass', FAILED: 'fail', INQUORATE: 'missQuorum', REFERRED: 'putToOwners' } as const;

/** C-08 An accepted topic is put on the agenda of a session. Refuses with `council.topic.stage-order`. */
export const scheduleForSession = (topic: TopicState, sessionId: string, now: values.Instant): TopicMove =>
  advance(topic, 'schedule', { sessionId, ballotId: null }, now, sessionId);

/**
 * C-08 The notice of a ballot schedules its topic, unless a session did: `undefined`. Refuses with `council.topic.stage-order`, or with
 * `other-session` when the topic stands on the agenda of another one.
 */
export function scheduleForBallot(topic: TopicState, ballot: BallotOfTopic, now: values.Instant): TopicMove | undefined {
  ensure(topic.stage !== 'SCHEDULED' || fits(topic, ballot), topicErrors.otherSession);
  if (topic.stage === 'SCHEDULED' && topic.ballotId === null) return undefined;
  return advance(topic, 'schedule', { sessionId: ballot.sessionId, ballotId: ballot.id }, now, ballot.id);
}

const fits = ({ sessionId, ballotId }: TopicState, ballot: BallotOfTopic): boolean => ballotId !== null || sessionId === ballot.sessionId;

/** C-08, C-10 The ballot on a scheduled topic is opened. Refuses with `council.topic.stage-order` or `other-session`. */
export function putToVote(topic: TopicState, ballot: BallotOfTopic, now: values.Instant): TopicMove {
  const move = advance(topic, 'vote', { ballotId: ballot.id }, now, ballot.id);
  const isItsOwn = topic.ballotId === null ? topic.sessionId === ballot.sessionId : topic.ballotId === ballot.id;
  ensure(isItsOwn, topicErrors.otherSession);
  return move;
}

/** C-08 Whether a topic waits for, or is under, this very ballot, so that its end frees the topic. */
export const isUnder = ({ stage, ballotId }: TopicState, id: string): boolean => topicLife.allows(stage, 'release') && ballotId === id;

/** C-08 Whether a topic still waits for this session, so that the end of it frees the topic. */
export const isWaitingFor = ({ stage, sessionId }: TopicState, id: string): boolean => stage === 'SCHEDULED' && sessionId === id;

/** C-08 A topic whose session or ballot came to nothing waits to be scheduled again. Refuses with `council.topic.stage-order`. */
export const release = (topic: TopicState, now: values.Instant): TopicMove =>
  advance(topic, 'release', { sessionId: null, ballotId: null }, now);

/**
 * C-08, C-10, C-T18 A certified ballot decides its topic: outcome and certification are two stages, dated both. What a joint meeting
 * refers to the owners waits for their ballot. Refuses with `council.topic.stage-order`, also for the ballot of another topic.
 */
export function decideTopic(topic: TopicState, ballotId: string, outcome: DecisionOutcome, now: values.Instant): TopicMove {
  ensure(topic.ballotId === ballotId, topicErrors.stageOrder, { from: topic.stage, action: 'decide', allowed: [] });
  if (outcome === 'REFERRED') return advance(topic, 'putToOwners', { sessionId: null, ballotId: null }, now, ballotId);
  const decided = step(topic, outcomes[outcome], { outcome }, now, ballotId);
  const certified = step(decided.state, 'certify', {}, now, ballotId);
  return { state: certified.state, events: [advanced(certified.state, now)], stages: [...decided.stages, ...certified.stages] };
}

/** C-11 A bulletin tells everyone of a certified topic. Refuses with `council.topic.stage-order`. */
export const publishTopic = (topic: TopicState, bulletinId: string, now: values.Instant): TopicMove =>
  advance(topic, 'publish', {}, now, bulletinId);

/** C-12 What passed and was published is carried out by a resolution. Refuses with `council.topic.stage-order` or `not-passed`. */
export function executeTopic(topic: TopicState, resolutionId: string, now: values.Instant): TopicMove {
  const move = advance(topic, 'execute', {}, now, resolutionId);
  ensure(topic.outcome === 'PASSED', topicErrors.notPassed);
  return move;
}

/** C-12 Everything that was resolved is verified as done. Refuses with `council.topic.stage-order`. */
export const verifyTopic = (topic: TopicState, resolutionId: string, now: values.Instant): TopicMove =>
  advance(topic, 'verify', {}, now, resolutionId);
