import type { CapabilitySource, HolderKind, values } from '@gezhi/shared/contracts';
import { divideHalfUp } from '@gezhi/shared/domain';

/** One rating of one capability of one holder; ratings are added and never changed. */
export interface CapabilityState {
  readonly id: string;
  readonly version: number;
  readonly holderKind: HolderKind;
  readonly holderId: string;
  readonly placeCode: string;
  readonly tag: string;
  readonly level: number;
  readonly source: CapabilitySource;
  /** The interview, drill sheet or assessment it comes from. */
  readonly sourceId: string;
  readonly evidence: string;
  readonly at: values.Instant;
}

/** What the latest level is told by. */
export type Rating = Pick<CapabilityState, 'id' | 'holderId' | 'tag' | 'level' | 'at'>;

const later = (a: Rating, b: Rating): boolean => a.at > b.at || (a.at === b.at && a.id > b.id);
const byHolderAndTag = (a: Rating, b: Rating): number => {
  const [left, right] = [`${a.holderId} ${a.tag}`, `${b.holderId} ${b.tag}`];
  return Number(left > right) - Number(left < right);
};

/** G-32 Of each capability of each holder the latest rating counts, whether an interview, a drill or an assessment gave it. */
export function levelsOf<R extends Rating>(ratings: readonly R[]): R[] {
  const latest = new Map<string, R>();
  for (const rating of ratings) {
    const key = `${rating.holderId} ${rating.tag}`;
    const known = latest.get(key);
    if (!known || later(rating, known)) latest.set(key, rating);
  }
  return [...latest.values()].toSorted(byHolderAndTag);
}

/** G-12 The mean of the latest levels by capability, of those who hold one, with two decimals, half-up. */
export function meanLevels(ratings: readonly Rating[]): { readonly tag: string; readonly mean: number }[] {
  const levels = new Map<string, number[]>();
  for (const { tag, level } of levelsOf(ratings)) levels.set(tag, [...(levels.get(tag) ?? []), level]);
  return [...levels]
    .map(([tag, held]) => {
      const sum = held.reduce((all, level) => all + level, 0);
      return { tag, mean: Number(divideHalfUp(BigInt(sum) * 100n, BigInt(held.length))) / 100 };
    })
    .toSorted((a, b) => Number(a.tag > b.tag) - Number(a.tag < b.tag));
}
