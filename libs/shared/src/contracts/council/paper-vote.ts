import { z } from 'zod';
import { contract, errors } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { ballotErrors, entryNumber, voteChoice, votingCode } from './ballot-values.js';
import { votingCodeErrors } from './voting-code-values.js';

export const paperVoteErrors = errors('council.paper-vote', {
  samePerson: [
    'rule',
    '同一张书面票须由不同人员录入，请由另一人录入',
    'A sheet is entered by different persons; the next entry has to be somebody else’s',
  ],
  secret: [
    'rule',
    '无记名表决不接受按条目录入的书面票，请表决人以领取的凭证投票',
    'A secret ballot takes no sheets, which are entered by their entry of the roll; voters cast the token they were given',
  ],
  entered: ['conflict', '该条目的书面票已有结果，不再录入', 'The sheet of this entry is settled already; nothing more is to be entered'],
});

export const paperVoteState = z.enum(['ENTERED_ONCE', 'CONFLICT', 'COUNTED']).meta({
  id: 'PaperVoteState',
  description: 'ENTERED_ONCE 待复录, CONFLICT 两次录入不一致、待第三人核对, COUNTED 已计入',
});
export type PaperVoteState = z.output<typeof paperVoteState>;

const paperVoteView = z
  .object({
    id: values.id,
    ballotId: values.id,
    entryNumber,
    /** 1 the first entry, 2 the second, 3 the look that settles a conflict. */
    round: z.int().min(1).max(3),
    state: paperVoteState,
    /** The vote that came of it. */
    voteId: values.id.nullable(),
    enteredAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'PaperVote', description: 'One entry of a paper sheet; what was entered is shown to nobody' });
export type PaperVoteView = z.output<typeof paperVoteView>;

export const enterPaperVote = contract({
  subject: 'council.command.paper-vote.enter.v1',
  summary: 'Enter a paper sheet: two persons enter it, and when they differ a third looks at it again',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/paper-votes',
  input: z.object({
    id: values.id,
    ballotId: values.id,
    entryNumber,
    choice: voteChoice,
    evidenceId: values.evidenceId,
    votingCode: votingCode.optional(),
  }),
  output: paperVoteView,
  errors: [
    ballotErrors.closed,
    ballotErrors.entryUnknown,
    ballotErrors.recused,
    ballotErrors.alreadyVoted,
    paperVoteErrors.samePerson,
    paperVoteErrors.entered,
    paperVoteErrors.secret,
    ...Object.values(votingCodeErrors),
  ],
});

export const paperVotesWaiting = contract({
  subject: 'council.query.paper-vote.waiting.v1',
  summary: 'Sheets that wait for a second entry, or for a third look',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/paper-votes',
  input: z.object({ ballotId: values.id, ...values.pageInput }),
  output: values.page(
    z
      .object({ entryNumber, state: paperVoteState, evidenceIds: z.array(values.id), enteredAt: values.instant })
      .meta({ id: 'PaperVoteWaiting' }),
  ),
});
