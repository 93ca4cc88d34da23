import type { ResourceKind, ResourceStandard } from '@gezhi/shared/contracts';

/** G-09 What a grid shall have of an item of the standard: the same in every grid, or per hundred households, begun ones counted whole. */
export function standardOf({ per, quantity }: Pick<ResourceStandard, 'per' | 'quantity'>, households: number): number {
  return per === 'GRID' ? quantity : Number((BigInt(quantity) * BigInt(households) + 99n) / 100n);
}

/** G-09 What is missing; more than the standard makes up for nothing else. */
export const gapOf = (standard: number, actual: number): number => Math.max(0, standard - actual);

/** What a grid has of something. */
export interface Held {
  readonly kind: ResourceKind;
  readonly code: string;
  readonly quantity: number;
}

export interface ResourceGap extends Pick<ResourceStandard, 'kind' | 'code' | 'zh' | 'unit'> {
  readonly standard: number;
  readonly actual: number;
  readonly gap: number;
}

/** G-09 The standard of a grid's type, item by item, beside what the grid has and lacks. */
export function gapsOf(standards: readonly ResourceStandard[], held: readonly Held[], households: number): ResourceGap[] {
  return standards.map((item) => {
    const { kind, code, zh, unit } = item;
    const standard = standardOf(item, households);
    const actual = held.filter((one) => one.kind === kind && one.code === code).reduce((sum, { quantity }) => sum + quantity, 0);
    return { kind, code, zh, unit, standard, actual, gap: gapOf(standard, actual) };
  });
}
