import { metresBetween, textSimilarity, type Position } from '@gezhi/shared/domain';
import type { RequestPolicy } from './request-policy.rules.js';

/** A request as far as the reader may know it. */
export interface Candidate {
  readonly id: string;
  readonly filedAt: string;
  readonly position: Position | null;
  /** The words the reader is shown; likeness to others would tell what they are. */
  readonly words: string | null;
}

/** What is about to be filed. */
export interface Near {
  readonly position: Position | null;
  readonly text: string | null;
}

export interface Likeness {
  readonly metres: number | null;
  readonly similarity: number;
}

const longest = 10;

/** G-42 The requests that may be the same: those within the metres first, then the likest in words, then the newest; at most ten. */
export function rank<C extends Candidate>(
  candidates: readonly C[],
  near: Near,
  { withinMetres }: Pick<RequestPolicy['similar'], 'withinMetres'>,
): (C & Likeness)[] {
  const isNear = ({ metres }: Likeness): boolean => metres !== null && metres <= withinMetres;
  return candidates
    .map((candidate) => ({
      ...candidate,
      metres: near.position && candidate.position ? metresBetween(near.position, candidate.position) : null,
      similarity: near.text && candidate.words ? textSimilarity(near.text, candidate.words) : 0,
    }))
    .toSorted(
      (a, b) =>
        Number(isNear(b)) - Number(isNear(a)) ||
        b.similarity - a.similarity ||
        (a.filedAt === b.filedAt ? (a.id < b.id ? 1 : -1) : a.filedAt < b.filedAt ? 1 : -1),
    )
    .slice(0, longest);
}
