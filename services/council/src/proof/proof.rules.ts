import type { RollEntryView, VoteChannel, VoteChoice, values } from '@gezhi/shared/contracts';

/**
 * What is hashed, as JSON arrays of texts and integers: equal values have equal texts in every language, and each kind begins with its
 * own name, so that none can be taken for another.
 */
type Preimage = string;

export interface Leaf {
  readonly ballotId: string;
  readonly entryNumber: number;
  readonly voice: number;
  readonly choice: VoteChoice;
  readonly channel: VoteChannel;
  readonly castAt: values.Instant;
  /** Random: without it a hash would tell the choice to whoever tries the three. */
  readonly salt: string;
}

/** C-10 What binds an entry of a roll to those on it, in the order of their ids; the salt is theirs alone. */
export const sealPreimage = (ballotId: string, number: number, voterIds: readonly string[], salt: string): Preimage =>
  JSON.stringify(['gezhi-roll-entry/1', ballotId, number, voterIds, salt]);

/** C-10 What is hashed of a frozen roll: every entry in the order of its number, with its weight and seal. */
export const rollPreimage = (ballotId: string, entries: readonly RollEntryView[]): Preimage =>
  JSON.stringify([
    'gezhi-roll/1',
    ballotId,
    entries.map(({ number, heads, area, group, recused, attends, seal }) => [number, heads, area, group, recused, attends, seal]),
  ]);

/** C-10 What is hashed of a vote. */
export const leafPreimage = ({ ballotId, entryNumber, voice, choice, channel, castAt, salt }: Leaf): Preimage =>
  JSON.stringify(['gezhi-vote/1', ballotId, entryNumber, voice, choice, channel, castAt, salt]);

/** C-10 From what the chain of a ballot begins. */
export const chainPreimage = (ballotId: string, rollHash: string): Preimage => JSON.stringify(['gezhi-chain/1', ballotId, rollHash]);
