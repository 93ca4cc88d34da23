import {
  topicAdvanced,
  topicErrors,
  topicSubmitted,
  type DecisionOutcome,
  type Happened,
  type TopicOrigin,
  type TopicSource,
  type TopicStage,
  type values,
} from '@gezhi/shared/contracts';
import { ensure, transitions } from '@gezhi/shared/domain';

export interface TopicState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly title: string;
  readonly detail: string;
  readonly source: TopicSource;
  readonly proposerId: string;
  readonly origin: TopicOrigin;
  /** The problem or the demand it was made of. */
  readonly originId: string | null;
  readonly stage: TopicStage;
  /** How many stages it has gone through. */
  readonly stageNumber: number;
  readonly submittedAt: values.Instant;
  readonly reviewedAt: values.Instant | null;
  readonly reason: string | null;
  readonly mergedIntoId: string | null;
  readonly referredTo: string | null;
  readonly sessionId: string | null;
  readonly ballotId: string | null;
  readonly outcome: DecisionOutcome | null;
}

export interface StageEntry {
  readonly topicId: string;
  readonly number: number;
  readonly stage: TopicStage;
  readonly at: values.Instant;
  readonly referenceId: string | null;
}

/** A topic as a decision leaves it, with the stages it went through by it. */
export interface TopicMove {
  readonly state: TopicState;
  readonly events: readonly Happened[];
  readonly stages: readonly StageEntry[];
}

type Action =
  | ('review' | 'accept' | 'merge' | 'refer' | 'reject' | 'schedule' | 'release' | 'vote')
  | ('pass' | 'fail' | 'missQuorum' | 'putToOwners' | 'certify' | 'publish' | 'execute' | 'verify');

/** C-08, C-T18 The chain that no topic leaves; `release` takes one that was scheduled, or whose ballot was cancelled, back to where it waits. */
export const topicLife = transitions<TopicStage, Action>(
  {
    SUBMITTED: { review: 'UNDER_REVIEW' },
    UNDER_REVIEW: { reject: 'REJECTED', merge: 'MERGED', refer: 'REFERRED', accept: 'ACCEPTED' },
    REJECTED: {},
    MERGED: {},
    REFERRED: {},
    ACCEPTED: { schedule: 'SCHEDULED' },
    SCHEDULED: { vote: 'VOTING', release: 'ACCEPTED' },
    VOTING: { pass: 'PASSED', fail: 'FAILED', missQuorum: 'INQUORATE', putToOwners: 'ACCEPTED', release: 'ACCEPTED' },
    PASSED: { certify: 'CERTIFIED' },
    FAILED: { certify: 'CERTIFIED' },
    INQUORATE: { certify: 'CERTIFIED' },
    CERTIFIED: { publish: 'PUBLISHED' },
    PUBLISHED: { execute: 'EXECUTING' },
    EXECUTING: { verify: 'VERIFIED' },
    VERIFIED: {},
  },
  { initial: 'SUBMITTED' },
);

/** What somebody proposes, and as whom. */
export interface Proposal {
  readonly id: string;
  readonly communityCode: string;
  readonly title: string;
  readonly detail: string;
  readonly source: TopicSource;
  readonly proposerId: string;
  readonly origin?: TopicOrigin;
  readonly originId?: string;
}

/** C-09 A topic is proposed to a community, or made of a problem or an unmet demand, to which the link is kept. */
export function submit({ origin = 'PROPOSAL', originId, ...proposal }: Proposal, now: values.Instant): TopicMove {
  const { id, communityCode, source } = proposal;
  const state: TopicState = {
    ...{ ...proposal, origin, originId: originId ?? null, version: 1, stage: topicLife.initial as TopicStage, stageNumber: 1 },
    ...{ submittedAt: now, reviewedAt: null, reason: null, mergedIntoId: null, referredTo: null },
    ...{ sessionId: null, ballotId: null, outcome: null },
  };
  const told = topicSubmitted({ topicId: id, communityCode, source, origin, originId: state.originId, at: now, version: 1 });
  return { state, events: [told], stages: [entryOf(state, now, state.originId)] };
}

/** C-09 Whom an assignment makes its holder in a community: who proposes. Of several the first counts. */
export function sourceOf(assignments: readonly { readonly role: string; readonly axis: string }[]): TopicSource {
  const [first] = assignments;
  ensure(first, topicErrors.notOfCommunity);
  if (first.role === 'resident') return 'RESIDENT';
  if (first.role === 'part-time-member') return 'MEMBER';
  if (first.role === 'property-company') return 'PROPERTY';
  if (first.role === 'committee-member') return 'COMMITTEE';
  return first.role === 'grid-worker' || first.role === 'cadre' ? 'GRID' : 'COMMUNITY';
}

/** C-08 A topic named beside a community is one of it. Refuses with `council.topic.topic-unknown`. */
export function ensureOfCommunity(topic: TopicState | undefined, communityCode: string): asserts topic is TopicState {
  ensure(topic?.communityCode === communityCode, topicErrors.topicUnknown);
}

/** C-08 The next stage of a topic, dated. Refuses with `council.topic.stage-order` {from, action, allowed}. */
export function step(
  topic: TopicState,
  action: Action,
  changed: Partial<TopicState>,
  now: values.Instant,
  referenceId?: string,
): TopicMove {
  const stage = topicLife.next(topic.stage, action, topicErrors.stageOrder);
  const state = { ...topic, ...changed, stage, stageNumber: topic.stageNumber + 1 };
  return { state, events: [], stages: [entryOf(state, now, referenceId ?? null)] };
}

/** C-08 The next stage of an accepted topic, which is told to everyone. Refuses as `step` does. */
export function advance(
  topic: TopicState,
  action: Action,
  changed: Partial<TopicState>,
  now: values.Instant,
  referenceId?: string,
): TopicMove {
  const move = step(topic, action, changed, now, referenceId);
  return { ...move, events: [advanced(move.state, now)] };
}

const entryOf = ({ id: topicId, stageNumber: number, stage }: TopicState, at: values.Instant, referenceId: string | null): StageEntry => ({
  ...{ topicId, number, stage, at, referenceId },
});

/** C-08 What is told of a topic that reached a stage; its version is the one after this decision. */
export const advanced = ({ id: topicId, communityCode, stage, version }: TopicState, at: values.Instant): Happened =>
  topicAdvanced({ topicId, communityCode, stage, at, version: version + 1 });
