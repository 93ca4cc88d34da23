import { ballotErrors, type InputOf, type recordProxy, type VoteChannel, type VoteChoice, type values } from '@gezhi/shared/contracts';
import { decide, ensure, instantOf, millisOf, type Decision } from '@gezhi/shared/domain';
import type { Leaf } from '../proof/proof.rules.js';

export interface VoteState extends Leaf {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  /** SHA-256 of the vote, in hex, and the service's signature over it, in base64. */
  readonly leaf: string;
  readonly signature: string;
  /** Given by the database: where in the chain the vote stands, and the head of the chain behind it, in hex. */
  readonly sequence: number | null;
  readonly link: string | null;
}

/** A roll entry as a voter meets it. */
export interface Polling {
  readonly communityCode: string;
  readonly openedAt: values.Instant | null;
  readonly closesAt: values.Instant;
  /** Null: the roll has no such entry. */
  readonly voterIds: readonly string[] | null;
  readonly recused: boolean | null;
  /** Those of the entry for whom the actor acts. */
  readonly actsFor: readonly string[];
  /** The actor is named for the entry in writing. */
  readonly isHolder: boolean;
  readonly secret: boolean;
  readonly demandsVotingCode: boolean;
}

/** Makes the random part of a vote, its hash and its signature. */
export interface Sealing {
  readonly salt: string;
  readonly seal: (leaf: Leaf) => { readonly leaf: string; readonly signature: string };
}

/**
 * C-T12, C-T13 For whom of an entry the actor speaks: 0 for the whole, as its only owner or as named in writing, else the number of the
 * co-owner among the others. Where a code is demanded it was handed to those who then speak for all. Refuses with `council.ballot.entry-unknown`, `not-eligible` whoever is neither, or `recused`.
 */
export function voiceOf({
  voterIds,
  recused,
  actsFor,
  isHolder,
  demandsVotingCode,
}: Pick<Polling, 'voterIds' | 'recused' | 'actsFor' | 'isHolder' | 'demandsVotingCode'>): number {
  ensure(voterIds, ballotErrors.entryUnknown);
  ensure(isHolder || actsFor.length > 0, ballotErrors.notEligible);
  ensure(!recused, ballotErrors.recused);
  if (isHolder || demandsVotingCode || actsFor.length === voterIds.length) return 0;
  return voterIds.indexOf(actsFor[0]!) + 1;
}

interface Paper {
  readonly id: string;
  readonly ballotId: string;
  readonly entryNumber: number;
  readonly choice: VoteChoice;
}

/**
 * C-10, C-T22 A vote is cast. Whether the ballot is open and the entry has not voted is decided by the statement that writes it; the
 * instant recorded is this process's, kept between opening and end. Refuses with `council.ballot.closed` before the opening.
 */
export function cast(
  { id, ballotId, entryNumber, choice }: Paper,
  { voice, channel }: { readonly voice: number; readonly channel: VoteChannel },
  { communityCode, openedAt, closesAt }: Pick<Polling, 'communityCode' | 'openedAt' | 'closesAt'>,
  { salt, seal }: Sealing,
  now: values.Instant,
): Decision<VoteState> {
  ensure(openedAt !== null, ballotErrors.closed);
  const last = instantOf(millisOf(closesAt) - 1);
  const castAt = now < openedAt ? openedAt : now > last ? last : now;
  const leaf = { ballotId, entryNumber, voice, choice, channel, castAt, salt };
  return decide({ ...leaf, ...seal(leaf), id, version: 1, communityCode, sequence: null, link: null });
}

export interface ProxyState {
  readonly id: string;
  readonly version: number;
  readonly ballotId: string;
  readonly communityCode: string;
  readonly entryNumber: number;
  readonly holderId: string;
  readonly evidenceIds: string[];
  readonly recordedAt: values.Instant;
}

/**
 * C-T12, C-T13 A written proxy, or the co-owners' designation of one voter, is recorded while the ballot runs or before. Refuses with
 * `council.ballot.entry-unknown` or `closed`.
 */
export function nameProxy(
  { id, ballotId, entryNumber, holderId, evidenceIds }: InputOf<typeof recordProxy>,
  { communityCode, closesAt, voterIds }: Pick<Polling, 'communityCode' | 'closesAt' | 'voterIds'>,
  now: values.Instant,
): Decision<ProxyState> {
  ensure(voterIds?.length, ballotErrors.entryUnknown);
  ensure(now < closesAt, ballotErrors.closed);
  return decide({ id, version: 1, ballotId, communityCode, entryNumber, holderId, evidenceIds, recordedAt: now });
}
