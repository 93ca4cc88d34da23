import {
  estateErrors,
  estateTakenOver,
  takeoverErrors,
  type EstateStatus,
  type HandOverItem,
  type HandOverItemState,
  type InputOf,
  type TakeoverState as State,
  type openTakeover,
  type receiveHandOverItem,
  type values,
  type waiveHandOverItem,
} from '@gezhi/shared/contracts';
import { decide, ensure, isWithin, transitions, type Decision } from '@gezhi/shared/domain';
import { estateLife, takeOver as takeOverOf, type EstateState } from '../estate/takeover.rules.js';
import type { ServiceProviderState } from './provider.rules.js';
import type { TakeoverPolicy } from './takeover-policy.rules.js';

/** P-21 A hand-over list is worked on until the estate is taken over, or the take-over is given up. */
export const takeoverLife = transitions<State, 'decideItem' | 'takeOver' | 'withdraw'>(
  { OPEN: { decideItem: 'OPEN', takeOver: 'COMPLETED', withdraw: 'WITHDRAWN' }, COMPLETED: {}, WITHDRAWN: {} },
  { initial: 'OPEN' },
);

/** P-21 An item is missing until it is received or waived; a waived one may come after all. */
export const handOverItemLife = transitions<HandOverItemState, 'receive' | 'waive'>(
  { MISSING: { receive: 'RECEIVED', waive: 'WAIVED' }, WAIVED: { receive: 'RECEIVED' }, RECEIVED: {} },
  { initial: 'MISSING' },
);

export interface TakeoverState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly providerId: string;
  readonly state: State;
  readonly items: HandOverItem[];
  readonly openedAt: values.Instant;
  readonly endedAt: values.Instant | null;
}

type Provider = Pick<ServiceProviderState, 'id' | 'kind' | 'placeCode'>;

/**
 * P-21, P-02 The hand-over list of a surveyed estate is opened after the catalogue in force, which later versions do not change.
 * Refuses with `property.estate.estate-unknown`, `property.takeover.estate-not-ready` {status} or `provider-unknown`.
 */
export function open(
  { id, estateId, providerId }: InputOf<typeof openTakeover>,
  estate: { readonly communityCode: string; readonly status: EstateStatus } | undefined,
  provider: Provider | undefined,
  policy: TakeoverPolicy,
  now: values.Instant,
): Decision<TakeoverState> {
  ensure(estate, estateErrors.estateUnknown);
  const { communityCode, status } = estate;
  const ready = estateLife.allows(status, 'beginTrial') || estateLife.allows(status, 'takeOver');
  ensure(ready, takeoverErrors.estateNotReady, { status });
  ensure(provider && isWithin(communityCode, provider.placeCode), takeoverErrors.providerUnknown);
  const items = policy.items.map(({ code, zh }): HandOverItem => {
    return { code, zh, state: handOverItemLife.initial, evidenceIds: [], reason: null, decidedAt: null };
  });
  return decide({ id, version: 1, estateId, communityCode, providerId, state: takeoverLife.initial, items, openedAt: now, endedAt: null });
}

/** P-21 An item was received, with evidence. Refuses with `platform.request.wrong-state` or `property.takeover.item-unknown` {code}. */
export function receive(
  takeover: TakeoverState,
  { code, evidenceIds }: Pick<InputOf<typeof receiveHandOverItem>, 'code' | 'evidenceIds'>,
  now: values.Instant,
): Decision<TakeoverState> {
  return decideItem(takeover, code, (item) => {
    return { ...item, state: handOverItemLife.next(item.state, 'receive'), evidenceIds, decidedAt: now };
  });
}

/** P-21 The estate may be taken over without an item, for a reason. Refuses with `platform.request.wrong-state` or `property.takeover.item-unknown` {code}. */
export function waive(
  takeover: TakeoverState,
  { code, reason }: Pick<InputOf<typeof waiveHandOverItem>, 'code' | 'reason'>,
  now: values.Instant,
): Decision<TakeoverState> {
  return decideItem(takeover, code, (item) => ({ ...item, state: handOverItemLife.next(item.state, 'waive'), reason, decidedAt: now }));
}

/** P-21 What is neither received nor waived, in the order of the list. */
export function missing({ items }: Pick<TakeoverState, 'items'>): string[] {
  return items.filter(({ state }) => state === 'MISSING').map(({ code }) => code);
}

/**
 * P-21, P-01 An estate on trial is taken over once its list is complete (民法典 949, 950). Refuses with
 * `platform.request.wrong-state` or `property.takeover.hand-over-incomplete` {missing}.
 *
 * @param estate as it is now; it changes in the same commit
 */
export function complete(takeover: TakeoverState, estate: EstateState, provider: Provider, now: values.Instant): Decision<TakeoverState> {
  const state = takeoverLife.next(takeover.state, 'takeOver');
  const codes = missing(takeover);
  ensure(codes.length === 0, takeoverErrors.handOverIncomplete, { missing: codes });
  takeOverOf(estate);
  const waived = takeover.items.filter((item) => item.state === 'WAIVED').length;
  const { id: takeoverId, estateId, communityCode } = takeover;
  const counted = { received: takeover.items.length - waived, waived };
  const by = { providerId: provider.id, providerKind: provider.kind };
  return decide(
    { ...takeover, state, endedAt: now },
    estateTakenOver({ estateId, takeoverId, communityCode, ...by, ...counted, at: now, version: estate.version + 1 }),
  );
}

/** P-21 A take-over is given up; the estate may have another list. Refuses with `platform.request.wrong-state`. */
export function withdraw(takeover: TakeoverState, now: values.Instant): Decision<TakeoverState> {
  return decide({ ...takeover, state: takeoverLife.next(takeover.state, 'withdraw'), endedAt: now });
}

function decideItem(takeover: TakeoverState, code: string, next: (item: HandOverItem) => HandOverItem): Decision<TakeoverState> {
  const state = takeoverLife.next(takeover.state, 'decideItem');
  ensure(
    takeover.items.some((item) => item.code === code),
    takeoverErrors.itemUnknown,
    { code },
  );
  return decide({ ...takeover, state, items: takeover.items.map((item) => (item.code === code ? next(item) : item)) });
}
