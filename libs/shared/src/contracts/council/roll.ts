import { z } from 'zod';
import { contract } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { ballotErrors, ballotView, ballotVoters, entryNumber, rollEntryView, rollTotals, voteChannel } from './ballot-values.js';

export const freezeRoll = contract({
  subject: 'council.command.roll.freeze.v1',
  summary: 'Freeze the roll of a ballot: who may vote, with what weight; it is hashed, and later sales change nothing of it',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/ballots/:ballotId/roll',
  input: z.object({
    ballotId: values.id,
    /** Of residents' representatives: whom each household or group sends, by the id its account acts for, and who is there. */
    representatives: z
      .array(z.object({ representativeId: values.id, attends: z.boolean().default(false) }))
      .max(2000)
      .optional(),
  }),
  output: ballotView,
  errors: [ballotErrors.rollFrozen, ballotErrors.rollEmpty, ballotErrors.rollGiven, ballotErrors.sessionWanted],
  versioned: true,
  timeoutMs: 30_000,
});

export const previewRoll = contract({
  subject: 'council.query.roll.preview.v1',
  summary: 'What the roll of owners of an estate would add up to if it were frozen now',
  roles: [...confidants, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/roll-preview',
  input: z.object({ estateId: values.id }),
  output: rollTotals,
  errors: [ballotErrors.estateUnknown],
});

export const entriesOfRoll = contract({
  subject: 'council.query.roll.entries.v1',
  summary: 'The frozen roll of a ballot, for everyone to read: entries by number, never by name',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/roll',
  input: z.object({ ballotId: values.id, after: values.pageInput.after, limit: z.int().min(1).max(2000).default(100) }),
  output: values.page(rollEntryView),
});

export const transfersSinceRoll = contract({
  subject: 'council.query.roll.transfers.v1',
  summary: 'Units that changed owners after the roll was frozen; the right to vote stays with who is on the roll',
  roles: confidants,
  scope: ['place'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/transfers',
  input: z.object({ ballotId: values.id, ...values.pageInput }),
  output: values.page(z.object({ unitId: values.id, entryNumber, changedFrom: values.instant }).meta({ id: 'RollTransfer' })),
});

export const myBallots = contract({
  subject: 'council.query.roll.mine.v1',
  summary: 'My entries on the rolls of ballots, those that still need my vote first',
  roles: ballotVoters,
  scope: ['self', 'council', 'place', 'estate'],
  method: 'GET',
  path: '/v1/my-ballots',
  input: z.object({ pending: z.boolean().default(true), ...values.pageInput }),
  output: values.page(
    z
      .object({
        ballotId: values.id,
        question: z.string(),
        closesAt: values.instant,
        entryNumber,
        heads: z.int(),
        area: z.int(),
        recused: z.boolean(),
        /** With `voterIds` and `salt` anyone can compute `seal`, which the published roll holds. */
        voterIds: z.array(values.id),
        salt: z.string(),
        seal: z.string(),
        /** Null while the entry has not voted. */
        votedBy: voteChannel.nullable(),
        secret: z.boolean(),
        demandsVotingCode: z.boolean(),
        /** The entry of a secret ballot was given its token; whether it was cast is known to nobody. */
        tokenIssued: z.boolean(),
        receiptIds: z.array(values.id),
      })
      .meta({ id: 'MyBallot', description: 'An entry that the actor is on, or is named for in writing' }),
  ),
});
