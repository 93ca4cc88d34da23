import {
  topicAccepted,
  topicErrors,
  topicMerged,
  topicReferred,
  topicRejected,
  type answerTopic,
  type Happened,
  type InputOf,
  type TopicStage,
  type values,
} from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { step, type TopicMove, type TopicState } from './topic.rules.js';

type Answer = Omit<InputOf<typeof answerTopic>, 'id'>;
const actions = { ACCEPTED: 'accept', MERGED: 'merge', REFERRED: 'refer', REJECTED: 'reject' } as const;
const inHand: readonly TopicStage[] = ['SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'SCHEDULED', 'VOTING'];

/** C-08 The review of a submitted topic begins. Refuses with `council.topic.stage-order`. */
export const startReview = (topic: TopicState, now: values.Instant): TopicMove => step(topic, 'review', {}, now);

/**
 * C-09, C-T18 Every topic under review gets one answer, with a reason for its proposer: accepted, under a wording of its own when given;
 * merged into another of the community; referred to somebody; or rejected. Refuses with `council.topic.stage-order`, `reason-missing`,
 * `merge-target-invalid` or `referral-missing`.
 *
 * @param target the topic named to be merged into, if there is one
 */
export function answer(topic: TopicState, input: Answer, target: TopicState | undefined, now: values.Instant): TopicMove {
  const move = step(topic, actions[input.answer], {}, now, input.answer === 'MERGED' ? input.mergedIntoId : undefined);
  const { reason, title = topic.title, mergedIntoId, referredTo } = input;
  ensure(reason, topicErrors.reasonMissing);
  ensure((input.answer === 'MERGED') === (mergedIntoId !== undefined), topicErrors.mergeTargetInvalid);
  ensure(input.answer !== 'MERGED' || isMergeTarget(topic, target), topicErrors.mergeTargetInvalid);
  ensure((input.answer === 'REFERRED') === (referredTo !== undefined), topicErrors.referralMissing);
  const answered = { title, reason, reviewedAt: now, mergedIntoId: mergedIntoId ?? null, referredTo: referredTo ?? null };
  return { ...move, state: { ...move.state, ...answered }, events: [answeredEvent(topic, input, now)] };
}

/** C-09 Whether a topic can take another in: of the same community, and not answered otherwise or decided yet. */
export const isMergeTarget = ({ id, communityCode }: TopicState, target: TopicState | undefined): boolean =>
  target !== undefined && target.id !== id && target.communityCode === communityCode && inHand.includes(target.stage);

function answeredEvent({ id: topicId, communityCode, proposerId, version }: TopicState, input: Answer, at: values.Instant): Happened {
  const told = { topicId, communityCode, proposerId, at, version: version + 1 };
  if (input.answer === 'MERGED') return topicMerged({ ...told, mergedIntoId: input.mergedIntoId! });
  if (input.answer === 'REFERRED') return topicReferred(told);
  return input.answer === 'ACCEPTED' ? topicAccepted(told) : topicRejected(told);
}
