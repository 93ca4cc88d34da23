import type { BallotCounts, RollEntryView, VoteChoice } from '@gezhi/shared/contracts';
import type { Voice } from '../decision-rule/threshold.rules.js';

interface Cast {
  readonly entryNumber: number;
  readonly voice: number;
  readonly choice: VoteChoice;
}

/** An entry as it voted in the end. */
export interface Heard extends Voice {
  /** Its co-owners differ, and nobody confirmed for all of them. */
  readonly inConflict: boolean;
}

/**
 * C-T9, C-T12, C-T16 What every entry of a roll said: who speaks for the whole entry prevails, else its co-owners as far as they agree; an
 * entry whose co-owners differ did not take part. Who is recused is left out; who was present took part without a vote too.
 */
export function heardOf(roll: readonly RollEntryView[], votes: readonly Cast[]): Heard[] {
  const byEntry = new Map<number, Cast[]>();
  for (const vote of votes) byEntry.set(vote.entryNumber, [...(byEntry.get(vote.entryNumber) ?? []), vote]);
  return roll
    .filter(({ recused }) => !recused)
    .map(({ number, heads, area, group, attends }) => {
      const cast = byEntry.get(number) ?? [];
      const choices = new Set(
        (cast.some(({ voice }) => voice === 0) ? cast.filter(({ voice }) => voice === 0) : cast).map(({ choice }) => choice),
      );
      const inConflict = choices.size > 1;
      const choice = choices.size === 1 ? [...choices][0]! : null;
      return { heads, area, group, choice, inConflict, participates: !inConflict && (attends || choice !== null) };
    });
}

/** C-10 What the voices add up to, in entries, heads and 0.01 m². */
export function countsOf(heard: readonly Heard[]): BallotCounts {
  const sum = (counts: (voice: Heard) => boolean) =>
    heard
      .filter(counts)
      .reduce((sums, { heads, area }) => ({ entries: sums.entries + 1, heads: sums.heads + heads, area: sums.area + area }), {
        entries: 0,
        heads: 0,
        area: 0,
      });
  return {
    all: sum(() => true),
    participating: sum(({ participates }) => participates),
    for: sum(({ choice }) => choice === 'FOR'),
    against: sum(({ choice }) => choice === 'AGAINST'),
    abstaining: sum(({ choice }) => choice === 'ABSTAIN'),
    silent: sum(({ participates, choice }) => participates && choice === null),
    inConflict: sum(({ inConflict }) => inConflict),
  };
}
