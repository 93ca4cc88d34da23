import type { ProfileClass, profileClassStates } from '@gezhi/shared/contracts';
import { catalogue } from '@gezhi/shared/domain';
import { isPast, type FieldState } from './profile.rules.js';

/** 12类核心要素. */
export const profileClassCount = 12;

/**
 * G-04, G-T5 A jurisdiction's catalogue has exactly twelve classes, each with its code and source.
 * Refuses with `platform.catalogue.cardinality`, `code-taken` or `source-missing`.
 */
export function acceptCatalogue(items: ProfileClass[]): ProfileClass[] {
  catalogue({ name: 'profile-class', size: profileClassCount, items });
  return items;
}

export interface ClassState {
  readonly classCode: string;
  readonly zh: string;
  readonly state: (typeof profileClassStates)[number];
  readonly current: number;
  readonly stale: number;
}

/**
 * G-04, G-T4 The state of every class: STALE as soon as one field in force is past its life, CURRENT with fresh fields alone,
 * PENDING with fields not in force yet, MISSING with none.
 *
 * @param fields of one grid, not superseded
 */
export function classStates(
  classes: readonly ProfileClass[],
  fields: readonly Pick<FieldState, 'classCode' | 'status' | 'expiresAt'>[],
  now: string,
): ClassState[] {
  return classes.map(({ code, zh }) => {
    const own = fields.filter(({ classCode }) => classCode === code);
    const stale = own.filter((field) => field.status === 'STALE' || (field.status === 'CURRENT' && isPast(field, now))).length;
    const current = own.filter((field) => field.status === 'CURRENT' && !isPast(field, now)).length;
    const held = current ? 'CURRENT' : own.length ? 'PENDING' : 'MISSING';
    return { classCode: code, zh, state: stale ? 'STALE' : held, current, stale };
  });
}
