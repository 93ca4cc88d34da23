import { metresBetween, textSimilarity, type Position } from '@gezhi/shared/domain';
import type { ProblemPolicy } from './problem-policy.rules.js';

/** An open individual problem as it may be compared; its words stay inside the service. */
export interface Recurring {
  readonly problemId: string;
  readonly communityCode: string;
  readonly class: string;
  readonly summary: string;
  /** Where its household is; null when it names none. */
  readonly point: Position | null;
}

export interface Proposal {
  readonly communityCode: string;
  readonly class: string;
  readonly problemIds: readonly string[];
  readonly widestMetres: number | null;
  readonly leastSimilarity: number;
}

type Threshold = Pick<ProblemPolicy, 'promoteFrom' | 'promoteWithinMetres' | 'promoteSimilarityPercent'>;

interface Likeness {
  readonly metres: number | null;
  readonly similarity: number;
}

/**
 * G-21 Which individual problems may be one common problem: of one community and class, linked by being near each other and alike
 * in words, as many as the policy wants. Where a door is not named the words decide alone; a person confirms in the end.
 *
 * @returns proposals by community, class and first id, each with its ids sorted; no problem stands in two of them
 */
export function proposals(problems: readonly Recurring[], thresholdAt: (communityCode: string) => Threshold): Proposal[] {
  const kinds = new Map<string, Recurring[]>();
  for (const problem of problems.toSorted((one, other) => (one.problemId < other.problemId ? -1 : 1))) {
    const kind = `${problem.communityCode} ${problem.class}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  return [...kinds]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, members]) => groups(members, thresholdAt(members[0]!.communityCode)));
}

function groups(members: readonly Recurring[], threshold: Threshold): Proposal[] {
  const left = new Set(members);
  const found: Proposal[] = [];
  for (const start of members) {
    if (!left.delete(start)) continue;
    const group = [start];
    const links: Likeness[] = [];
    for (const one of group)
      for (const other of left) {
        const likeness = likenessOf(one, other);
        if (!isAlike(likeness, threshold)) continue;
        left.delete(other);
        group.push(other);
        links.push(likeness);
      }
    if (group.length >= threshold.promoteFrom) found.push(proposal(group, links));
  }
  return found;
}

const likenessOf = (one: Recurring, other: Recurring): Likeness => ({
  metres: one.point && other.point ? metresBetween(one.point, other.point) : null,
  similarity: textSimilarity(one.summary, other.summary),
});

const isAlike = ({ metres, similarity }: Likeness, { promoteWithinMetres, promoteSimilarityPercent }: Threshold): boolean =>
  (metres === null || metres <= promoteWithinMetres) && similarity >= promoteSimilarityPercent;

function proposal(group: readonly Recurring[], links: readonly Likeness[]): Proposal {
  const { communityCode, class: kind } = group[0]!;
  const metres = links.flatMap((link) => link.metres ?? []);
  return {
    communityCode,
    class: kind,
    problemIds: group.map(({ problemId }) => problemId).toSorted(),
    widestMetres: metres.length ? Math.max(...metres) : null,
    leastSimilarity: Math.min(...links.map(({ similarity }) => similarity)),
  };
}
