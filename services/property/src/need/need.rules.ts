import {
  needErrors,
  needRecorded,
  type InputOf,
  type OutputOf,
  type PolicyOf,
  type publishNeedPolicy,
  type recordNeed,
  type values,
  type visitCoverageOfPlace,
} from '@gezhi/shared/contracts';
import { decide, ensure, rate, type Decision } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for needs, in one version. */
export type NeedPolicy = PolicyOf<typeof publishNeedPolicy>;

export interface NeedState {
  readonly id: string;
  readonly version: number;
  readonly visitId: string;
  readonly householdId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly kind: string;
  readonly note: string | null;
  readonly recordedAt: values.Instant;
}

/** The visit on which a need was said. */
export interface VisitMade {
  readonly householdId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly presentIds: readonly string[];
}

const source = '集贤县报道为“掌握3000余户居民需求”，未列类别；类别为设定值';
const kinds: readonly (readonly [string, string])[] = [
  ['REPAIR', '房屋维修'],
  ['SANITATION', '保洁清运'],
  ['SAFETY', '安全防范'],
  ['PARKING_AND_CHARGING', '停车充电'],
  ['HEATING_AND_UTILITIES', '水电气暖'],
  ['ELDERLY_CARE', '养老助餐'],
  ['CHILD_CARE', '托幼照护'],
  ['EMPLOYMENT', '就业帮扶'],
  ['OTHER', '其他'],
];

/** P-05 The kinds of needs where no jurisdiction has laid down its own; the report names none. */
export const defaultPolicy: NeedPolicy = { kinds: kinds.map(([code, zh]) => ({ code, zh, source, assumed: true })) };

/** P-05 Accepts kinds with different codes; refuses with `property.need.policy-invalid` {kinds}. */
export function acceptPolicy(policy: NeedPolicy): NeedPolicy {
  const codes = policy.kinds.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!repeated.length, needErrors.policyInvalid, { kinds: repeated });
  return policy;
}

/**
 * P-05 What a household needs, as it said on a visit to somebody who was there; told without the note. Refuses with
 * `property.need.visit-unknown` or `kind-unknown` {kind}.
 */
export function record(
  input: InputOf<typeof recordNeed>,
  {
    visit,
    policy,
    actorId,
  }: { readonly visit: VisitMade | undefined; readonly policy: Pick<NeedPolicy, 'kinds'>; readonly actorId: string },
  now: values.Instant,
): Decision<NeedState> {
  const { id, visitId, kind, note = null } = input;
  ensure(visit?.presentIds.includes(actorId), needErrors.visitUnknown);
  ensure(
    policy.kinds.some(({ code }) => code === kind),
    needErrors.kindUnknown,
    { kind },
  );
  const { householdId, estateId, communityCode } = visit!;
  const told = { visitId, householdId, estateId, communityCode, kind };
  return decide({ id, version: 1, ...told, note, recordedAt: now }, needRecorded({ needId: id, ...told, at: now, version: 1 }));
}

/**
 * P-05 How many households were visited of all that live in the units: distinct ones, none counted twice; without a household there
 * is no share.
 *
 * @param visited at most `households`
 */
export function coverage(counted: {
  readonly visits: number;
  readonly visited: number;
  readonly households: number;
}): OutputOf<typeof visitCoverageOfPlace> {
  return { visits: counted.visits, coverage: rate(counted.visited, counted.households) };
}
