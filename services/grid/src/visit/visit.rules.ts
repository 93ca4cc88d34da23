import {
  visitErrors,
  visitRecorded,
  type HouseholdKind,
  type InputOf,
  type VisitKind,
  type recordVisit,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, instantOf, millisOf, type Decision, localDateOf } from '@gezhi/shared/domain';
import type { VisitPolicy } from './visit-policy.rules.js';

export interface VisitState {
  readonly id: string;
  readonly version: number;
  readonly householdId: string;
  readonly communityCode: string;
  readonly campaignId: string | null;
  readonly kind: VisitKind;
  readonly occurredAt: values.Instant;
  readonly recordedAt: values.Instant;
  readonly actorId: string;
  readonly needs: string[];
  readonly evidence: string[];
  /** The register's own number, for imported visits. */
  readonly externalRef: string | null;
}

/** The household visited, as the household feature knows it. */
export interface Visited {
  readonly id: string;
  readonly kind: HouseholdKind;
  readonly status: 'ACTIVE' | 'LEFT';
  readonly communityCode: string;
  readonly gridCode: string | null;
}

const day = 86_400_000;
const kindsFor: Record<HouseholdKind, readonly VisitKind[]> = {
  RESIDENT: ['RESIDENT', 'STREET'],
  SHOP: ['STREET', 'ENTERPRISE'],
  ENTERPRISE: ['ENTERPRISE', 'STREET'],
};

/**
 * G-25 The kind of a visit fits the household: 访民 a resident, 访企 a shop or an enterprise, 访街巷 anyone along the street.
 * Without a kind it is the first that fits. Refuses with `grid.visit.kind-mismatch`.
 */
export function visitKindFor(household: HouseholdKind, kind: VisitKind = kindsFor[household][0]!): VisitKind {
  ensure(kindsFor[household].includes(kind), visitErrors.kindMismatch, { household, kind });
  return kind;
}

/**
 * G-19 A declared instant lies in the past, and no further back than `days` of 24 hours, the end included.
 * Refuses with `grid.visit.in-the-future` or `too-long-ago` {earliest}.
 */
export function checkOccurredAt(occurredAt: values.Instant, now: values.Instant, days: number): void {
  ensure(occurredAt <= now, visitErrors.inTheFuture, { now });
  const earliest = instantOf(millisOf(now) - days * day);
  ensure(occurredAt >= earliest, visitErrors.tooLongAgo, { earliest });
}

/** So far the clock of a device may run ahead of the platform's. */
const deviceAheadMs = 120_000;

/**
 * G-19 When it happened, as a device declares it: by a clock up to two minutes fast it happened now, and who stands at the door is
 * not refused. Otherwise refuses as `checkOccurredAt` does.
 *
 * @returns the declared instant, at most `now`
 */
export function declaredOnDevice(occurredAt: values.Instant, now: values.Instant, days: number): values.Instant {
  const ahead = millisOf(occurredAt) - millisOf(now);
  const at = ahead > 0 && ahead <= deviceAheadMs ? now : occurredAt;
  checkOccurredAt(at, now, days);
  return at;
}

export interface Facts {
  readonly household: Visited | undefined;
  readonly policy: VisitPolicy;
  readonly actorId: string;
  /** The campaign that the visit counts for. */
  readonly campaign?: { readonly openedAt: values.Instant } | undefined;
}

/**
 * G-02, G-19, X-03 Records a visit to an active household, on the spot or later from offline.
 * It counts for a campaign from the day that it opened. Refuses with `grid.visit.household-unknown`, `household-left`,
 * `in-the-future`, `too-long-ago`, `before-campaign` or `kind-mismatch`.
 */
export function record(
  input: InputOf<typeof recordVisit>,
  { household, policy, actorId, campaign }: Facts,
  now: values.Instant,
): Decision<VisitState> {
  ensure(household, visitErrors.householdUnknown);
  ensure(household.status === 'ACTIVE', visitErrors.householdLeft);
  const occurredAt = declaredOnDevice(input.occurredAt, now, policy.offlineDays);
  ensure(!campaign || localDateOf(occurredAt) >= localDateOf(campaign.openedAt), visitErrors.beforeCampaign);
  const { id, needs, evidence } = input;
  const kind = visitKindFor(household.kind, input.kind);
  const visit: VisitState = {
    ...{ id, version: 1, householdId: household.id, communityCode: household.communityCode, campaignId: input.campaignId ?? null },
    ...{ kind, occurredAt, recordedAt: now, actorId, needs, evidence, externalRef: null },
  };
  return decide(visit, visitRecorded({ visits: [told(visit, household)] }));
}

/** G-19 What listeners hear of a visit. */
export const told = (visit: VisitState, { kind, gridCode }: Visited) => ({
  visitId: visit.id,
  householdId: visit.householdId,
  householdKind: kind,
  gridCode,
  communityCode: visit.communityCode,
  occurredAt: visit.occurredAt,
  campaignId: visit.campaignId,
  actorId: visit.actorId,
});
