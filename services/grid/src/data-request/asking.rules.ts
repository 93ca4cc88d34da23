import {
  dataRequestAnswered,
  dataRequestErrors,
  dataRequested,
  profileErrors,
  type answerDataRequest,
  type DataRequestItemStatus,
  type DataRequestOrigin,
  type DataRequestStatus,
  type FieldName,
  type InputOf,
  type ProfileClass,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, instantOf, millisOf, transitions, type Decision } from '@gezhi/shared/domain';
import { isPast, type FieldState } from '../profile/profile.rules.js';

/** X-07 A request is answered at once when all is held, else when everything asked is filled in or confirmed. */
export const dataRequestLife = transitions<DataRequestStatus, 'answer' | 'withdraw'>(
  { OPEN: { answer: 'ANSWERED', withdraw: 'WITHDRAWN' }, ANSWERED: {}, WITHDRAWN: {} },
  { initial: 'OPEN' },
);

export interface DataRequestState {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string;
  readonly batchId: string | null;
  readonly origin: DataRequestOrigin;
  readonly title: string | null;
  readonly askedById: string;
  readonly askedAt: values.Instant;
  readonly dueAt: values.Instant;
  readonly status: DataRequestStatus;
  readonly answeredById: string | null;
  readonly answeredAt: values.Instant | null;
  readonly endReason: string | null;
}

export interface ItemState {
  readonly requestId: string;
  readonly classCode: string;
  readonly key: string;
  readonly state: DataRequestItemStatus;
  readonly fieldId: string | null;
}

const day = 86_400_000;

/** What the rules need to know of a field of the grid's profile. */
export type Held = Pick<FieldState, 'id' | 'classCode' | 'key' | 'status' | 'expiresAt' | 'submittedAt'>;

/** A request with its items, as decided. */
export interface Asked {
  readonly decision: Decision<DataRequestState>;
  readonly items: readonly ItemState[];
}

export type Asking = Pick<DataRequestState, 'id' | 'gridCode' | 'batchId' | 'origin' | 'title' | 'askedById' | 'dueAt'> & {
  readonly items: readonly FieldName[];
};

/** X-07 A class and a key in it as one word, by which fields are told apart. */
export const nameOf = ({ classCode, key }: FieldName): string => `${classCode}/${key}`;

/** X-07 The field that is in force and fresh under a name; a field lives until the instant it expires at, exclusive. */
export function freshUnder<F extends Held>(name: FieldName, live: readonly F[], now: values.Instant): F | undefined {
  return live.find((field) => nameOf(field) === nameOf(name) && field.status === 'CURRENT' && !isPast(field, now));
}

/**
 * X-07 The field offered under a name: the one in force and fresh, else the newest surveyed after an instant that waits to be
 * calibrated or published, for nobody is asked again because others have not looked at the answer yet.
 */
export function offeredUnder<F extends Held>(
  name: FieldName,
  live: readonly F[],
  since: values.Instant,
  now: values.Instant,
): F | undefined {
  const waiting = live.filter(
    (field) =>
      nameOf(field) === nameOf(name) &&
      (field.status === 'COLLECTED' || field.status === 'CALIBRATED') &&
      field.submittedAt > since &&
      !isPast(field, now),
  );
  return freshUnder(name, live, now) ?? waiting.toSorted((one, other) => (one.submittedAt < other.submittedAt ? 1 : -1))[0];
}

/**
 * X-07, X-T9 What is held and fresh is offered with its field, everything else is asked, each field once. Refuses with
 * `grid.data-request.due-past` or `grid.profile.class-unknown`.
 *
 * @param live the fields of the grid that may be offered
 */
export function ask(asking: Asking, live: readonly Held[], classes: readonly ProfileClass[], now: values.Instant): Asked {
  const { items: wanted, ...of } = asking;
  ensure(of.dueAt > now, dataRequestErrors.duePast);
  const items = [...new Map(wanted.map((name) => [nameOf(name), name])).values()].map(({ classCode, key }): ItemState => {
    const found = classes.find(({ code }) => code === classCode);
    ensure(found, profileErrors.classUnknown, { classCode });
    const held = offeredUnder({ classCode, key }, live, instantOf(millisOf(now) - found.ttlDays * day), now);
    return { requestId: of.id, classCode, key, state: held ? 'HELD' : 'ASKED', fieldId: held?.id ?? null };
  });
  const open = items.some(({ state }) => state === 'ASKED');
  const state: DataRequestState = {
    ...of,
    ...{ version: 1, askedAt: now, answeredById: null, answeredAt: open ? null : now, endReason: null },
    status: open ? dataRequestLife.initial : dataRequestLife.next(dataRequestLife.initial, 'answer'),
  };
  return { decision: decide(state, told(state, items, now)), items };
}

/**
 * X-07 Every field asked for is filled in, or confirmed where a fresh value has come to be held meanwhile; what is held may be
 * confirmed or corrected. Refuses with `grid.data-request.not-open`, `not-asked` {keys} or `still-missing` {keys}.
 *
 * @param live the fields of the grid that may be confirmed
 */
export function answer(
  request: DataRequestState,
  items: readonly ItemState[],
  given: Pick<InputOf<typeof answerDataRequest>, 'answers' | 'confirmed'> & { readonly live: readonly Held[]; readonly actorId: string },
  now: values.Instant,
): Asked {
  const status = dataRequestLife.next(request.status, 'answer', dataRequestErrors.notOpen);
  const open = new Map(items.map((item) => [nameOf(item), item]));
  const after = new Map(open);
  const strange: string[] = [];
  const settle = (name: FieldName, state: 'ANSWERED' | 'CONFIRMED', fieldId: string | null | undefined): void => {
    const item = open.get(nameOf(name));
    // Each field is said once: a second word about it was not asked for.
    if (!item || !open.delete(nameOf(name))) strange.push(nameOf(name));
    else if (fieldId) after.set(nameOf(name), { ...item, state, fieldId });
  };
  for (const { fieldId, ...name } of given.answers) settle(name, 'ANSWERED', fieldId);
  for (const name of given.confirmed)
    settle(name, 'CONFIRMED', open.get(nameOf(name))?.fieldId ?? offeredUnder(name, given.live, request.askedAt, now)?.id);
  ensure(!strange.length, dataRequestErrors.notAsked, { keys: strange });
  const settled = [...after.values()];
  const missing = settled.filter(({ state }) => state === 'ASKED').map(nameOf);
  ensure(!missing.length, dataRequestErrors.stillMissing, { keys: missing });
  const next: DataRequestState = { ...request, status, answeredById: given.actorId, answeredAt: now };
  const { id: requestId, gridCode, origin, version } = request;
  const counted = { newFields: count(settled, 'ANSWERED'), confirmed: count(settled, 'CONFIRMED') };
  return {
    decision: decide(
      next,
      dataRequestAnswered({ requestId, gridCode, origin, ...counted, answeredById: given.actorId, at: now, version: version + 1 }),
    ),
    items: settled,
  };
}

/** X-07 Nobody need answer any longer; refuses with `grid.data-request.not-open`. */
export function withdraw(request: DataRequestState, reason: string): Decision<DataRequestState> {
  const status = dataRequestLife.next(request.status, 'withdraw', dataRequestErrors.notOpen);
  return decide({ ...request, status, endReason: reason });
}

const count = (items: readonly ItemState[], state: DataRequestItemStatus): number => items.filter((item) => item.state === state).length;

/** X-07 What a request tells when it is made or added to: how much it asks for in all. */
export function told(
  { id: requestId, gridCode, origin, dueAt, version }: DataRequestState,
  items: readonly ItemState[],
  at: values.Instant,
) {
  const asked = count(items, 'ASKED');
  return dataRequested({ requestId, gridCode, origin, asked, held: items.length - asked, dueAt, at, version });
}
