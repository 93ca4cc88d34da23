import fc from 'fast-check';
import type { ProfileClass } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { answer, ask, dataRequestLife, freshUnder, withdraw, type Asking, type Held } from './asking.rules.js';

const now = '2026-06-30T08:00:00.000Z';
const later = '2026-06-30T08:00:00.001Z';
const gridCode = '320404004001001';
const uuid = (tail: number) => `01890000-0000-7000-8000-${String(tail).padStart(12, '0')}`;
const profileClass = (code: string): ProfileClass => ({
  ...{ code, zh: code, ttlDays: 90, resurveyDays: 14, visibleTo: null, source: 'a test', assumed: true },
});
const classes = [profileClass('CLASS_A'), profileClass('CLASS_B')];
const a = { classCode: 'CLASS_A', key: 'count' };
const b = { classCode: 'CLASS_B', key: 'count' };
const surveyed = '2026-06-01T08:00:00.000Z';
const held = (more: Partial<Held> = {}): Held => ({
  ...{ id: uuid(50), ...a, status: 'CURRENT', expiresAt: later, submittedAt: surveyed },
  ...more,
});
const asking = (more: Partial<Asking> = {}): Asking => ({
  ...{ id: uuid(1), gridCode, batchId: uuid(2), origin: 'SURVEY', title: null, askedById: 'leader' },
  ...{ dueAt: '2026-07-10T00:00:00.000Z', items: [a] },
  ...more,
});
const refusal = (code: string, details?: object) => expect.objectContaining({ code, ...(details && { details }) });
const states = ({ items }: { items: readonly { state: string }[] }) => items.map(({ state }) => state);

describe('X-07, X-T9 what is held and fresh is offered, never asked', () => {
  it('every state of a request is reached', () => {
    expect(checkReachable(dataRequestLife)).toEqual({ unreachable: [], unknown: [] });
  });

  it('asks nothing that is held, and is answered at once', () => {
    const { decision, items } = ask(asking(), [held()], classes, now);
    expect(items).toEqual([{ requestId: uuid(1), ...a, state: 'HELD', fieldId: uuid(50) }]);
    expect(decision.state).toMatchObject({ status: 'ANSWERED', answeredById: null, answeredAt: now, askedAt: now, version: 1 });
    expect(decision.events.map(({ data }) => data)).toEqual([
      { requestId: uuid(1), gridCode, origin: 'SURVEY', asked: 0, held: 1, dueAt: '2026-07-10T00:00:00.000Z', at: now, version: 1 },
    ]);
  });

  it.each([
    ['at the instant it expires', held({ expiresAt: now })],
    ['once it is stale', held({ status: 'STALE' })],
    [
      'though it waits to be calibrated, once it is as old as its class may be',
      held({ status: 'COLLECTED', expiresAt: null, submittedAt: '2026-04-01T08:00:00.000Z' }),
    ],
    ['under another key', held({ key: 'other' })],
  ])('asks %s', (_, field) => {
    const { decision, items } = ask(asking(), [field], classes, now);
    expect(items).toEqual([{ requestId: uuid(1), ...a, state: 'ASKED', fieldId: null }]);
    expect(decision.state).toMatchObject({ status: 'OPEN', answeredAt: null });
    expect(freshUnder(a, [field], now)).toBeUndefined();
  });

  it.each([
    ['calibrated', held({ status: 'COLLECTED', expiresAt: null })],
    ['published', held({ status: 'CALIBRATED' })],
  ])('asks nothing again that was surveyed within its life and waits to be %s; one asked for before may be confirmed by it', (_, field) => {
    expect(ask(asking(), [field], classes, now).items).toEqual([{ requestId: uuid(1), ...a, state: 'HELD', fieldId: field.id }]);
    const { decision, items } = ask(asking(), [], classes, '2026-05-31T08:00:00.000Z');
    const given = { answers: [], confirmed: [a], live: [field], actorId: 'worker' };
    expect(states(answer(decision.state, items, given, now))).toEqual(['CONFIRMED']);
    const before = { ...given, live: [{ ...field, submittedAt: '2026-05-31T07:59:59.999Z' }] };
    expect(() => answer(decision.state, items, before, now)).toThrow(refusal('grid.data-request.still-missing'));
  });

  it('asks each field once, of classes of the catalogue, until after now', () => {
    expect(ask(asking({ items: [a, b, a] }), [], classes, now).items).toHaveLength(2);
    expect(() => ask(asking({ items: [{ classCode: 'CLASS_Z', key: 'count' }] }), [], classes, now)).toThrow(
      refusal('grid.profile.class-unknown', { classCode: 'CLASS_Z' }),
    );
    expect(() => ask(asking({ dueAt: now }), [], classes, now)).toThrow(refusal('grid.data-request.due-past'));
  });

  it('asks nothing of what has just been published, whatever was asked', () => {
    const names = fc.uniqueArray(fc.record({ classCode: fc.constantFrom('CLASS_A', 'CLASS_B'), key: fc.constantFrom('p', 'q', 'r') }), {
      selector: ({ classCode, key }) => classCode + key,
      minLength: 1,
    });
    fc.assert(
      fc.property(names, fc.array(fc.constantFrom('p', 'q', 'r')), (items, heldKeys) => {
        const live = heldKeys.map((key, index) => held({ id: uuid(100 + index), key }));
        const first = ask(asking({ items }), live, classes, now);
        const published = first.items.map(({ classCode, key }, index) => held({ id: uuid(200 + index), classCode, key }));
        const again = ask(asking({ items }), published, classes, now);
        expect(states(again).every((state) => state === 'HELD')).toBe(true);
        expect(again.decision.state.status).toBe('ANSWERED');
      }),
    );
  });
});

describe('X-07 a request is answered in whole', () => {
  const { decision, items } = ask(asking({ items: [a, b] }), [held()], classes, now);
  const request = decision.state;
  const by = { live: [held()], actorId: 'worker' };
  const give = (name: typeof a, fieldId = uuid(60)) => ({ ...name, fieldId, value: '12', source: 'door to door', evidenceIds: [] });

  it('what is asked is filled in, what is held need not be said again', () => {
    const done = answer(request, items, { ...by, answers: [give(b)], confirmed: [] }, later);
    expect(states(done)).toEqual(['HELD', 'ANSWERED']);
    expect(done.items[1]!.fieldId).toBe(uuid(60));
    expect(done.decision.state).toMatchObject({ status: 'ANSWERED', answeredById: 'worker', answeredAt: later });
    expect(done.decision.events.map(({ data }) => data)).toEqual([
      { requestId: uuid(1), gridCode, origin: 'SURVEY', newFields: 1, confirmed: 0, answeredById: 'worker', at: later, version: 2 },
    ]);
  });

  it('what is held may be confirmed or corrected', () => {
    const confirmed = answer(request, items, { ...by, answers: [give(b)], confirmed: [a] }, later);
    expect(confirmed.items.map(({ state, fieldId }) => [state, fieldId])).toEqual([
      ['CONFIRMED', uuid(50)],
      ['ANSWERED', uuid(60)],
    ]);
    expect(states(answer(request, items, { ...by, answers: [give(a, uuid(61)), give(b)], confirmed: [] }, later))).toEqual([
      'ANSWERED',
      'ANSWERED',
    ]);
  });

  it('what was asked may be confirmed where a fresh value is held by then, and only then', () => {
    const since = held({ id: uuid(70), ...b, expiresAt: '2026-09-01T00:00:00.000Z' });
    const done = answer(request, items, { ...by, live: [since], answers: [], confirmed: [b] }, later);
    expect(done.items[1]).toMatchObject({ state: 'CONFIRMED', fieldId: uuid(70) });
    expect(() => answer(request, items, { ...by, answers: [], confirmed: [b] }, later)).toThrow(
      refusal('grid.data-request.still-missing', { keys: ['CLASS_B/count'] }),
    );
  });

  it.each([
    ['still-missing', [], [], ['CLASS_B/count']],
    ['not-asked', [give(b), give({ ...a, key: 'other' })], [], ['CLASS_A/other']],
    ['not-asked', [give(b), give(b, uuid(62))], [], ['CLASS_B/count']],
    ['not-asked', [give(b)], [b], ['CLASS_B/count']],
  ])('refuses %s', (name, answers, confirmed, keys) => {
    expect(() => answer(request, items, { ...by, answers, confirmed }, later)).toThrow(refusal(`grid.data-request.${name}`, { keys }));
  });

  it('or withdrawn, and then it is over', () => {
    const { state } = withdraw(request, 'asked twice');
    expect(state).toMatchObject({ status: 'WITHDRAWN', endReason: 'asked twice' });
    expect(() => withdraw(state, 'again')).toThrow(refusal('grid.data-request.not-open'));
    expect(() => answer(state, items, { ...by, answers: [give(b)], confirmed: [] }, later)).toThrow(refusal('grid.data-request.not-open'));
  });
});
