import { z } from 'zod';
import { contract } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { ballotErrors, ballotState, ballotView } from './ballot-values.js';
import { electorate, ruleId } from './decision-rule-values.js';
import { decisionMatter, majority } from './decision-values.js';
import { topicErrors } from './topic-values.js';

export const draftBallot = contract({
  subject: 'council.command.ballot.draft.v1',
  summary: 'Draft a question for the vote; nothing of it changes afterwards, and one that is wrong is cancelled and replaced',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ballots',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    electorate,
    /** Of owners alone. */
    estateId: values.id.optional(),
    councilId: values.id.optional(),
    sessionId: values.id.optional(),
    topicId: values.id.optional(),
    question: values.text(500),
    matter: decisionMatter,
    subjectId: values.id.optional(),
    majority: majority.default('GENERAL'),
    ruleId,
    opensOn: values.localDate,
    closesAt: values.instant,
    clearDays: z.boolean().default(true),
    silenceCounts: z.boolean().default(false),
    /** Nobody learns who voted how: one head, one vote, by blindly signed tokens. */
    secret: z.boolean().default(false),
    /** A vote needs the code that was printed for its entry of the roll. */
    demandsVotingCode: z.boolean().default(false),
    /** The cancelled ballot that this one stands for. */
    replacesId: values.id.optional(),
  }),
  output: ballotView,
  errors: [
    ballotErrors.ruleNotConfigured,
    ballotErrors.ruleSuperseded,
    ballotErrors.electorateMismatch,
    ballotErrors.estateUnknown,
    ballotErrors.sessionWanted,
    ballotErrors.closesTooEarly,
    ballotErrors.secretWeighted,
    ballotErrors.specialMajorityWanted,
    topicErrors.topicUnknown,
  ],
  versioned: true,
});

export const giveBallotNotice = contract({
  subject: 'council.command.ballot.give-notice.v1',
  summary: 'Give notice of a ballot to all who may vote, with a copy to the residents’ committee where the rule asks for one',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ballots/:id/notice',
  input: z.object({
    id: values.id,
    noticedOn: values.localDate,
    evidenceIds: values.evidence.min(1),
    committeeCopyId: values.evidenceId.optional(),
  }),
  output: ballotView,
  errors: [
    ballotErrors.noticeTooShort,
    ballotErrors.noticeInFuture,
    ballotErrors.committeeCopyMissing,
    topicErrors.stageOrder,
    topicErrors.otherSession,
  ],
  versioned: true,
});

export const openBallot = contract({
  subject: 'council.command.ballot.open.v1',
  summary: 'Open a ballot whose roll is frozen; from here on nothing of it can be changed',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ballots/:id/opening',
  input: z.object({ id: values.id }),
  output: ballotView,
  errors: [
    ballotErrors.rollNotFrozen,
    ballotErrors.noticeTooShort,
    ballotErrors.closed,
    ballotErrors.votingCodesMissing,
    topicErrors.stageOrder,
    topicErrors.otherSession,
  ],
  versioned: true,
});

export const closeBallot = contract({
  subject: 'council.command.ballot.close.v1',
  summary: 'Close a ballot after its end, or a meeting’s when all have voted; done by itself when the end is reached',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ballots/:id/closing',
  input: z.object({ id: values.id }),
  output: ballotView,
  errors: [ballotErrors.stillRunning],
  versioned: true,
  timeoutMs: 30_000,
});

export const cancelBallot = contract({
  subject: 'council.command.ballot.cancel.v1',
  summary: 'Cancel a ballot before it is closed, with the reason; what was cast stays, and another may stand in its place',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ballots/:id/cancellation',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: ballotView,
  versioned: true,
});

export const readBallot = contract({
  subject: 'council.query.ballot.read.v1',
  summary: 'One ballot, for everyone to read, with the one that replaces it',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:id',
  input: z.object({ id: values.id }),
  output: ballotView.extend({ replacedById: values.id.nullable() }).meta({ id: 'BallotRead' }),
  versioned: true,
});

export const ballotsOfCommunity = contract({
  subject: 'council.query.ballot.of-community.v1',
  summary: 'Ballots of a community, for everyone to read, the latest first; drafts are not shown',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots',
  input: z.object({
    communityCode: values.communityCode,
    estateId: values.id.optional(),
    state: ballotState.exclude(['DRAFT']).optional(),
    ...values.pageInput,
  }),
  output: values.page(ballotView),
});

export const turnoutOfBallot = contract({
  subject: 'council.query.ballot.turnout.v1',
  summary: 'How many have voted so far, for everyone to read; never how',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:id/turnout',
  input: z.object({ id: values.id }),
  output: z
    .object({ entries: z.int(), heads: z.int(), area: z.int(), heldEntries: z.int(), heldHeads: z.int(), heldArea: z.int() })
    .meta({ id: 'Turnout', description: 'What of the roll has voted (entries, heads, area), and what the roll holds' }),
});
