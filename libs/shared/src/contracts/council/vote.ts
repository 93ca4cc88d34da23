import { z } from 'zod';
import { contract } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { ballotErrors, ballotVoters, entryNumber, receiptView, voteChoice, votingCode } from './ballot-values.js';
import { votingCodeErrors } from './voting-code-values.js';

export const castVote = contract({
  subject: 'council.command.vote.cast.v1',
  summary: 'Vote for an entry of the roll that you are on, or are named for in writing; the first vote counts',
  roles: ballotVoters,
  scope: ['self', 'council', 'place', 'estate'],
  method: 'POST',
  path: '/v1/votes',
  input: z.object({ id: values.id, ballotId: values.id, entryNumber, choice: voteChoice, votingCode: votingCode.optional() }),
  output: receiptView,
  errors: [
    ...[ballotErrors.closed, ballotErrors.notEligible, ballotErrors.recused, ballotErrors.alreadyVoted, ballotErrors.entryUnknown],
    ...[ballotErrors.secret, ...Object.values(votingCodeErrors)],
  ],
});

export const recordProxy = contract({
  subject: 'council.command.vote.record-proxy.v1',
  summary: 'Record who votes for an entry by written proxy, or which of several co-owners was designated; the paper is uploaded',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/vote-proxies',
  input: z.object({
    id: values.id,
    ballotId: values.id,
    entryNumber,
    /** The id for which the holder's account acts: an owner or a household. */
    holderId: values.id,
    evidenceIds: values.evidence.min(1),
  }),
  output: z
    .object({ id: values.id, ballotId: values.id, entryNumber, holderId: values.id, recordedAt: values.instant, version: values.version })
    .meta({ id: 'VoteProxy' }),
  errors: [ballotErrors.entryUnknown, ballotErrors.closed, ballotErrors.proxyGiven, ballotErrors.alreadyVoted],
  versioned: true,
});

export const readReceipt = contract({
  subject: 'council.query.vote.receipt.v1',
  summary: 'The receipt of a vote, for whoever is on its entry of the roll, or is named for it',
  roles: ballotVoters,
  scope: ['self', 'council', 'place', 'estate'],
  method: 'GET',
  path: '/v1/votes/:id/receipt',
  input: z.object({ id: values.id }),
  output: receiptView,
});
