import {
  certifyBallot,
  closeBallot,
  draftBallot,
  enterPaperVote,
  entriesOfRoll,
  freezeRoll,
  giveBallotNotice,
  openBallot,
  type InputOf,
  type RollEntryView,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { everyItem, idOf, isProblem, onceHeard, type DemoAccount } from '../demo-api.js';
import { uploadPicture } from '../picture.js';
import { inParallel } from '../story.js';

/** Two who run the ballots of a place: they enter every paper sheet each for themselves, and certify. */
export interface Tellers {
  readonly secretary: DemoAccount;
  readonly leader: DemoAccount;
}

type Draft = InputOf<typeof draftBallot>;
/** How an entry of the roll votes; one that does not, or has voted by itself, is left out. */
export type Voting = (entry: RollEntryView, index: number) => VoteChoice | undefined;

/** Drafts a ballot and gives its notice, with the copy for the residents' committee. */
export async function announce(
  { secretary }: Tellers,
  draft: Omit<Draft, 'clearDays' | 'silenceCounts' | 'majority' | 'secret' | 'demandsVotingCode'> & Partial<Draft>,
  noticedOn: string,
): Promise<void> {
  const { id } = draft;
  const paper = await uploadPicture(secretary, 'jixian ballot notice');
  await onceHeard(() => secretary.do(draftBallot, draft, id));
  await secretary.do(giveBallotNotice, { id, noticedOn, evidenceIds: [paper], committeeCopyId: paper }, 'notice', id);
}

/** Freezes the roll and opens the ballot. */
export async function open(
  { secretary }: Tellers,
  id: string,
  representatives?: InputOf<typeof freezeRoll>['representatives'],
): Promise<void> {
  await secretary.do(freezeRoll, { ballotId: id, ...(representatives && { representatives }) }, 'roll', id);
  await secretary.do(openBallot, { id }, 'open', id);
}

/** Every sheet is entered by both tellers (C-10); who has nobody to vote for is passed over. */
export async function voteOnPaper({ secretary, leader }: Tellers, ballotId: string, choose: Voting): Promise<void> {
  const roll = await everyItem((after) => secretary.client.call(entriesOfRoll, { ballotId, after, limit: 2000 }));
  const sheets = roll.flatMap((entry, index) => {
    const choice = choose(entry, index);
    return choice ? [{ entryNumber: entry.number, choice }] : [];
  });
  const tellers = await Promise.all(
    [secretary, leader].map(async (teller) => ({ teller, evidenceId: await uploadPicture(teller, 'jixian sheets') })),
  );
  await inParallel(sheets, 8, async (sheet) => {
    for (const [turn, { teller, evidenceId }] of tellers.entries()) {
      const id = idOf('jixian sheet', ballotId, sheet.entryNumber, turn);
      await teller.do(enterPaperVote, { id, ballotId, ...sheet, evidenceId }, id).catch(ifNobody);
    }
  });
}

/** Closes a ballot whose end is reached, or that a meeting ends; both tellers certify it. */
export async function certify({ secretary, leader }: Tellers, ballotId: string): Promise<void> {
  await secretary.do(closeBallot, { id: ballotId }, 'close', ballotId).catch(ifClosed);
  await secretary.do(certifyBallot, { ballotId }, 'certify', ballotId);
  await leader.do(certifyBallot, { ballotId }, 'certify', ballotId);
}

/** The first so many sheets say this, the next that: `[['FOR', 34], ['AGAINST', 33]]`. */
export function inTurn(...turns: readonly (readonly [VoteChoice, number])[]): () => VoteChoice | undefined {
  const all = turns.flatMap(([choice, count]) => Array.from({ length: count }, () => choice));
  return () => all.shift();
}

/** The schedule may have been quicker. */
function ifClosed(error: unknown): void {
  if (!isProblem(error, 'platform.request.wrong-state')) throw error;
}

/** Nobody is known who could vote for a unit without owner. */
function ifNobody(error: unknown): void {
  if (!isProblem(error, 'council.ballot.entry-unknown')) throw error;
}
