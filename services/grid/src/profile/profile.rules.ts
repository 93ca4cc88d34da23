import {
  profileCalibrated,
  profileErrors,
  profilePublished,
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

/** G-03 A surveyed field enters the profile as COLLECTED, in a class of the catalogue; refuses with `grid.profile.class-unknown`. */
export function submit(
  input: InputOf<typeof submitField>,
  classes: readonly ProfileClass[],
  actorId: string,
  now: values.Instant,
): Decision<FieldState> {
  ensure(
    classes.some(({ code }) => code === input.classCode),
    profileErrors.classUnknown,
    { classCode: input.classCode },
  );
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

export interface ProfileVersionState {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string;
  readonly number: number;
  readonly publishedAt: values.Instant;
  readonly fieldIds: string[];
}

export interface Publication {
  readonly published: Decision<ProfileVersionState>;
  /** The fields whose state changes. */
  readonly changed: readonly FieldState[];
}

/**
 * G-03, G-04, G-T4 Calibrated fields come into force, the latest survey in place of what was said before under its key, and
 * the profile is published when all classes hold a current field. Refuses with `grid.profile.incomplete` {classes}.
 *
 * @param fields those of the grid that are not superseded, in any order
 * @param of the id and number of the version
 */
export function publish(
  gridCode: string,
  classes: readonly ProfileClass[],
  fields: readonly FieldState[],
  of: { readonly id: string; readonly number: number },
  now: values.Instant,
): Publication {
  const adopted = fields
    .filter((field) => field.status === 'CALIBRATED' && !isPast(field, now))
    .toSorted((a, b) => (a.submittedAt < b.submittedAt || (a.submittedAt === b.submittedAt && a.id < b.id) ? -1 : 1));
  const latest = new Map(adopted.map((field) => [keyOf(field), field.id]));
  const after = fields.map((field): FieldState => {
    const wins = latest.get(keyOf(field));
    if (wins === field.id) return { ...field, status: fieldLifeCycle.next(field.status, 'adopt') };
    const before = adopted.find(({ id }) => id === wins);
    if (!before || field.submittedAt > before.submittedAt) return field;
    return { ...field, status: fieldLifeCycle.next(field.status, 'supersede') };
  });
  const current = after.filter((field) => field.status === 'CURRENT' && !isPast(field, now));
  const missing = classes.map(({ code }) => code).filter((code) => !current.some(({ classCode }) => classCode === code));
  ensure(!missing.length, profileErrors.incomplete, { classes: missing });
  const version: ProfileVersionState = { ...of, version: 1, gridCode, publishedAt: now, fieldIds: current.map(({ id }) => id) };
  return {
    published: decide(version, profilePublished({ gridCode, number: of.number, publishedAt: now, fields: current.length })),
    changed: after.filter((field, index) => field.status !== fields[index]!.status),
  };
}

const keyOf = ({ classCode, key }: FieldState): string => `${classCode} ${key}`;
