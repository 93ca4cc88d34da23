import { profileErrors, profilePublished, type ProfileClass, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { fieldLifeCycle, isPast, type FieldState } from './profile.rules.js';

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
