import {
  profileCalibrated,
  profileErrors,
  profileStale,
  type InputOf,
  type ProfileClass,
  type submitField,
  type values,
  type profileFieldStates,
} from '@gezhi/shared/contracts';
import { decide, ensure, instantOf, millisOf, transitions, type Decision } from '@gezhi/shared/domain';

export type FieldStatus = (typeof profileFieldStates)[number];

/** G-03 走访摸排 → 动态校准 → 持续更新; a stale field is surveyed anew under the same key. */
export const fieldLifeCycle = transitions<FieldStatus, 'calibrate' | 'adopt' | 'expire' | 'supersede'>(
  {
    COLLECTED: { calibrate: 'CALIBRATED', supersede: 'SUPERSEDED' },
    CALIBRATED: { adopt: 'CURRENT', expire: 'STALE', supersede: 'SUPERSEDED' },
    CURRENT: { expire: 'STALE', supersede: 'SUPERSEDED' },
    STALE: { supersede: 'SUPERSEDED' },
    SUPERSEDED: {},
  },
  { initial: 'COLLECTED' },
);

export interface FieldState {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string;
  readonly classCode: string;
  readonly key: string;
  readonly value: string;
  readonly status: FieldStatus;
  readonly source: string;
  readonly evidence: string[];
  readonly submittedBy: string;
  readonly submittedAt: values.Instant;
  readonly secondSource: string | null;
  readonly verifiedBy: string | null;
  readonly verifiedAt: values.Instant | null;
  readonly expiresAt: values.Instant | null;
}

const day = 86_400_000;

/**
 * G-03, X-07 A surveyed field enters the profile as COLLECTED, in a class of the catalogue; what is held and fresh is surveyed
 * again only as a correction. Refuses with `grid.profile.class-unknown` or `held-already` {fieldId, expiresAt}.
 *
 * @param held the field in force under the same key, if there is one
 */
export function submit(
  { correction, ...input }: InputOf<typeof submitField>,
  held: Pick<FieldState, 'id' | 'expiresAt'> | undefined,
  classes: readonly ProfileClass[],
  actorId: string,
  now: values.Instant,
): Decision<FieldState> {
  ensure(
    classes.some(({ code }) => code === input.classCode),
    profileErrors.classUnknown,
    { classCode: input.classCode },
  );
  ensure(!held || correction || isPast(held, now), profileErrors.heldAlready, {
    fieldId: held?.id ?? null,
    expiresAt: held?.expiresAt ?? null,
  });
  return decide({
    ...input,
    ...{ version: 1, status: fieldLifeCycle.initial, submittedBy: actorId, submittedAt: now },
    ...{ secondSource: null, verifiedBy: null, verifiedAt: null, expiresAt: null },
  });
}

/**
 * G-03 A field is calibrated by somebody who did not collect it, as reviewer or from another source; its life of the days of
 * its class begins. Refuses with `grid.profile.same-submitter`, `same-source` or `class-unknown`.
 */
export function calibrate(
  field: FieldState,
  by: { readonly actorId: string; readonly secondSource: string | null; readonly classes: readonly ProfileClass[] },
  now: values.Instant,
): Decision<FieldState> {
  const status = fieldLifeCycle.next(field.status, 'calibrate');
  ensure(by.actorId !== field.submittedBy, profileErrors.sameSubmitter);
  ensure(by.secondSource !== field.source, profileErrors.sameSource);
  const found = by.classes.find(({ code }) => code === field.classCode);
  ensure(found, profileErrors.classUnknown, { classCode: field.classCode });
  const expiresAt = instantOf(millisOf(now) + found.ttlDays * day);
  const { id: fieldId, gridCode, classCode, key } = field;
  const next = { ...field, status, secondSource: by.secondSource, verifiedBy: by.actorId, verifiedAt: now, expiresAt };
  return decide(next, profileCalibrated({ fieldId, gridCode, classCode, key, expiresAt, version: field.version + 1 }));
}

/** G-T4 A field past its life is stale, told of once: the transition happens once. */
export function expire(field: FieldState, now: values.Instant): Decision<FieldState> {
  const status = fieldLifeCycle.next(field.status, 'expire');
  ensure(isPast(field, now), profileErrors.stillFresh);
  const { id: fieldId, gridCode, classCode, key } = field;
  return decide(
    { ...field, status },
    profileStale({ fieldId, gridCode, classCode, key, expiredAt: field.expiresAt!, version: field.version + 1 }),
  );
}

/** G-T4 A field lives until the instant it expires at, exclusive. */
export const isPast = (field: Pick<FieldState, 'expiresAt'>, now: values.Instant): boolean =>
  field.expiresAt !== null && field.expiresAt <= now;
