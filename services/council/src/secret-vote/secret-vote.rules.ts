import { ballotErrors, secretVoteErrors, type DecisionRule, type RollEntryView, type VoteChoice } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { Heard } from '../certificate/tally.rules.js';
import type { Polling } from '../vote/vote.rules.js';
import { voiceOf } from '../vote/vote.rules.js';

/** C-T21 Whether a rule can decide by a secret ballot: one head, one vote, and nothing that depends on who voted. */
export const canBeSecret = ({ gates }: Pick<DecisionRule, 'gates'>): boolean =>
  gates.every(({ measure, group }) => measure === 'HEADS' && group === null);

/** What an entry of a secret ballot's roll is asked when it wants its token. */
export interface TokenAsked extends Polling {
  readonly attends: boolean | null;
  /** Somebody on the roll is marked as present: it is the ballot of a meeting. */
  readonly inMeeting: boolean;
}

/**
 * C-T21 Who may be given the token of an entry: whoever speaks for the whole of it, and in a meeting only who is present, so that who took
 * part is known without knowing who cast. Refuses with `council.ballot.not-secret`, `closed`, `entry-unknown`, `not-eligible`, `recused`,
 * `council.secret-vote.designation-wanted` or `not-present`.
 */
export function ensureEntitled(polling: TokenAsked): void {
  ensure(polling.secret, ballotErrors.notSecret);
  ensure(polling.openedAt, ballotErrors.closed);
  ensure(voiceOf(polling) === 0, secretVoteErrors.designationWanted);
  ensure(polling.attends || !polling.inMeeting, secretVoteErrors.notPresent);
}

/** C-T21 What is hashed of a secret vote: JSON of the ballot, the hash of the token in hex, and the choice. */
export const secretLeafPreimage = (ballotId: string, tokenHash: string, choice: VoteChoice): string =>
  JSON.stringify(['gezhi-secret-vote/1', ballotId, tokenHash, choice]);

/** C-T21 What is hashed of the entries that were given a token, in the order of their numbers. */
export const issuedPreimage = (ballotId: string, issued: readonly number[]): string =>
  JSON.stringify(['gezhi-issued-tokens/1', ballotId, issued]);

const quiet = { heads: 1, area: 0, group: null, inConflict: false };

/**
 * C-T21, C-T16 What the roll said in a secret ballot: a head for each vote, of whose entry nothing is known; the rest is silent, and took
 * part as far as it was present. Who is recused is left out. Refuses with `council.ballot.proof-broken` more votes than tokens, or more
 * tokens than entries.
 *
 * @param issued how many entries were given a token
 */
export function heardInSecret(roll: readonly RollEntryView[], issued: number, choices: readonly VoteChoice[]): Heard[] {
  const entries = roll.filter(({ recused }) => !recused);
  const present = entries.filter(({ attends }) => attends).length;
  ensure(choices.length <= issued && issued <= (present || entries.length), ballotErrors.proofBroken, { part: 'issued' });
  const silent = Math.max(0, present - choices.length);
  return [
    ...choices.map((choice) => ({ ...quiet, choice, participates: true })),
    ...Array.from({ length: entries.length - choices.length }, (_, n) => ({ ...quiet, choice: null, participates: n < silent })),
  ];
}
