import { type FieldName, type ProfileClass, type values } from '@gezhi/shared/contracts';
import { decide, instantOf, millisOf } from '@gezhi/shared/domain';
import {
  ask,
  freshUnder,
  nameOf,
  told,
  type Asked,
  type Asking,
  type DataRequestState,
  type Held,
  type ItemState,
} from './asking.rules.js';

const day = 86_400_000;

/**
 * X-07, G-T4 A field past its life joins the grid's one open request of its kind, or begins one; nothing is asked when a fresh
 * value is held again, when the field has been replaced, or when it is asked for already.
 *
 * @param open the open request with its items, if there is one
 * @param live the fields of the grid that are not superseded
 */
export function raise(
  open: { readonly request: DataRequestState; readonly items: readonly ItemState[] } | null,
  stale: { readonly field: FieldName & { readonly fieldId: string; readonly gridCode: string }; readonly live: readonly Held[] },
  of: { readonly id: string; readonly askedById: string; readonly classes: readonly ProfileClass[] },
  now: values.Instant,
): Asked | null {
  const { classCode, key, fieldId, gridCode } = stale.field;
  const found = of.classes.find(({ code }) => code === classCode);
  const wanted = stale.live.some(({ id }) => id === fieldId) && !freshUnder(stale.field, stale.live, now);
  if (!found || !wanted || open?.items.some((item) => nameOf(item) === nameOf(stale.field))) return null;
  const dueAt = instantOf(millisOf(now) + found.resurveyDays * day);
  if (!open) {
    const asking: Asking = { id: of.id, gridCode, batchId: null, origin: 'STALE', title: null, askedById: of.askedById, dueAt, items: [] };
    return ask({ ...asking, items: [{ classCode, key }] }, [], of.classes, now);
  }
  const items: ItemState[] = [...open.items, { requestId: open.request.id, classCode, key, state: 'ASKED', fieldId: null }];
  const version = open.request.version + 1;
  const next = { ...open.request, dueAt: dueAt > open.request.dueAt ? dueAt : open.request.dueAt };
  return { decision: decide(next, told({ ...next, version }, items, now)), items };
}

/** G-06 Since nothing is handed on by a split or a merger, the new grid is asked for all its sources held, within the longest time of these classes. */
export function askAnew(
  of: { readonly id: string; readonly gridCode: string; readonly askedById: string },
  wanted: readonly FieldName[],
  classes: readonly ProfileClass[],
  now: values.Instant,
): Asked | null {
  const items = wanted.filter(({ classCode }) => classes.some(({ code }) => code === classCode));
  if (!items.length) return null;
  const days = classes.filter(({ code }) => items.some(({ classCode }) => classCode === code)).map(({ resurveyDays }) => resurveyDays);
  const dueAt = instantOf(millisOf(now) + Math.max(...days) * day);
  return ask({ ...of, batchId: null, origin: 'PARTITION', title: null, dueAt, items }, [], classes, now);
}
