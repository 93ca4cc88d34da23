import type { DemandLack, MatchReason, TimeSlot } from '@gezhi/shared/contracts';
import type { ServiceFieldPolicy } from '../service-field/service-field.rules.js';

/** What a demand is looked at by. */
export interface Wanted {
  readonly id: string;
  readonly communityCode: string;
  readonly field: string;
  readonly skill: string | null;
  readonly slots: readonly TimeSlot[];
}

/** What an offer is looked at by; `taken` of its `capacity` are claimed. */
export interface Offered {
  readonly id: string;
  readonly placeCode: string;
  readonly field: string;
  readonly skills: readonly string[];
  readonly slots: readonly TimeSlot[];
  readonly capacity: number;
  readonly taken: number;
}

type Weights = ServiceFieldPolicy['weights'];

/** An offer that fits a demand; of the offers of a demand the best has rank 1. */
export interface Proposal {
  readonly demandId: string;
  readonly offerId: string;
  readonly rank: number;
  readonly score: number;
  readonly reasons: MatchReason[];
}

/** The conditions of a fit in the order in which they are asked. */
const conditions: readonly DemandLack[] = ['FIELD', 'PLACE', 'SKILL', 'SLOTS', 'CAPACITY'];

function shared(one: readonly TimeSlot[], other: readonly TimeSlot[]): number {
  let count = 0;
  for (const slot of one) if (other.includes(slot)) count++;
  return count;
}

/** Whole points, rounded down; asked for every pair that fits, so that each is a number and nothing else. */
const points = {
  skill: ({ skill }: Wanted, weights: Weights) => (skill === null ? 0 : weights.skill),
  slots: (demand: Wanted, offer: Offered, weights: Weights) =>
    Math.floor((weights.slots * shared(demand.slots, offer.slots)) / demand.slots.length),
  near: (demand: Wanted, offer: Offered, weights: Weights) => (offer.placeCode === demand.communityCode ? weights.near : 0),
  spare: (offer: Offered, spare: number, weights: Weights) => Math.floor((weights.spare * spare) / offer.capacity),
};

/** C-14 The first condition of a fit that fails between a demand and an offer with so much capacity to spare; `null` when it fits. */
export function lackOf(demand: Wanted, offer: Offered, spare: number): DemandLack | null {
  if (offer.field !== demand.field) return 'FIELD';
  if (!demand.communityCode.startsWith(offer.placeCode)) return 'PLACE';
  if (demand.skill !== null && !offer.skills.includes(demand.skill)) return 'SKILL';
  if (!offer.slots.some((slot) => demand.slots.includes(slot))) return 'SLOTS';
  return spare > 0 ? null : 'CAPACITY';
}

/**
 * C-14 What speaks for an offer that fits: the skill that was asked for, how many of the wanted times it covers, that it is of the
 * community itself, and how much of its capacity is free. Whole points, rounded down; the score is their sum.
 */
export function reasonsFor(demand: Wanted, offer: Offered, spare: number, weights: Weights): MatchReason[] {
  return [
    { criterion: 'SKILL', points: points.skill(demand, weights), of: weights.skill },
    { criterion: 'SLOTS', points: points.slots(demand, offer, weights), of: weights.slots },
    { criterion: 'NEAR', points: points.near(demand, offer, weights), of: weights.near },
    { criterion: 'SPARE', points: points.spare(offer, spare, weights), of: weights.spare },
  ];
}

const scoreOf = (demand: Wanted, offer: Offered, spare: number, weights: Weights): number =>
  points.skill(demand, weights) +
  points.slots(demand, offer, weights) +
  points.near(demand, offer, weights) +
  points.spare(offer, spare, weights);

interface Fitting {
  readonly offer: Offered;
  readonly left: number;
  readonly score: number;
}

const isBetter = (one: Fitting, other: Fitting): boolean =>
  one.score > other.score || (one.score === other.score && one.offer.id < other.offer.id);

/** Keeps the best so many in their order: of hundreds that fit a demand few are proposed. */
function keepBest(best: Fitting[], one: Fitting, most: number): void {
  if (best.length === most && !isBetter(one, best.at(-1)!)) return;
  const at = best.findIndex((other) => isBetter(one, other));
  best.splice(at < 0 ? best.length : at, 0, one);
  if (best.length > most) best.pop();
}

/**
 * C-14 Proposes for each demand, in the order given, the offers that fit best. The first of them is set aside for it, so that one offer
 * is not the first for more demands than it can serve. The same lists give the same proposals.
 *
 * @returns the proposals, and for each demand what was lacking: the condition that left none of the offers, or `null`
 */
export function propose(
  demands: readonly Wanted[],
  offers: readonly Offered[],
  { weights, proposalsMost }: Pick<ServiceFieldPolicy, 'weights' | 'proposalsMost'>,
): { readonly proposals: Proposal[]; readonly lacks: ReadonlyMap<string, DemandLack | null> } {
  const byField = new Map<string, Offered[]>();
  for (const { field } of offers)
    if (!byField.has(field))
      byField.set(
        field,
        offers.filter((offer) => offer.field === field),
      );
  const spare = new Map(offers.map(({ id, capacity, taken }) => [id, capacity - taken]));
  const lacks = new Map<string, DemandLack | null>();
  const proposals = demands.flatMap((demand) => {
    let furthest = 0;
    const best: Fitting[] = [];
    for (const offer of byField.get(demand.field) ?? []) {
      const left = spare.get(offer.id)!;
      const lack = lackOf(demand, offer, left);
      if (lack) furthest = Math.max(furthest, conditions.indexOf(lack));
      else keepBest(best, { offer, left, score: scoreOf(demand, offer, left, weights) }, proposalsMost);
    }
    if (best[0]) spare.set(best[0].offer.id, best[0].left - 1);
    lacks.set(demand.id, best.length ? null : conditions[furthest]!);
    return best.map(({ offer, left, score }, index) => ({
      ...{ demandId: demand.id, offerId: offer.id, rank: index + 1, score },
      reasons: reasonsFor(demand, offer, left, weights),
    }));
  });
  return { proposals, lacks };
}
