import {
  paperVoteErrors,
  type enterPaperVote,
  type InputOf,
  type PaperVoteState as State,
  type VoteChoice,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';

export interface PaperVoteState {
  readonly id: string;
  readonly version: number;
  readonly ballotId: string;
  readonly communityCode: string;
  readonly entryNumber: number;
  readonly round: number;
  readonly choice: VoteChoice;
  readonly state: State;
  readonly voteId: string | null;
  readonly evidenceId: string;
  readonly enteredBy: string;
  readonly enteredAt: values.Instant;
}

/**
 * C-10 A paper sheet is entered by two persons who do not see each other's entry; when they agree it counts, when they differ a third looks at
 * the sheet again and settles it. Refuses with `council.paper-vote.entered` what is settled, or `same-person` a second look of the same.
 *
 * @param before the entries of this sheet so far, in their order
 * @param at who enters it, where, and the id of the vote that comes of it
 */
export function enter(
  { id, ballotId, entryNumber, choice, evidenceId }: InputOf<typeof enterPaperVote>,
  before: readonly Pick<PaperVoteState, 'choice' | 'state' | 'enteredBy'>[],
  at: { readonly enteredBy: string; readonly communityCode: string; readonly voteId: string },
  now: values.Instant,
): Decision<PaperVoteState> {
  const { enteredBy, communityCode, voteId } = at;
  ensure(before.at(-1)?.state !== 'COUNTED', paperVoteErrors.entered);
  ensure(
    before.every((entry) => entry.enteredBy !== enteredBy),
    paperVoteErrors.samePerson,
  );
  const round = before.length + 1;
  const state = round === 1 ? 'ENTERED_ONCE' : round === 3 || before[0]!.choice === choice ? 'COUNTED' : 'CONFLICT';
  const sheet = { id, version: 1, ballotId, communityCode, entryNumber, round, choice, evidenceId, enteredBy, enteredAt: now };
  return decide({ ...sheet, state, voteId: state === 'COUNTED' ? voteId : null });
}
