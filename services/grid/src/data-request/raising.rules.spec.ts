import fc from 'fast-check';
import type { ProfileClass } from '@gezhi/shared/contracts';
import type { Held } from './asking.rules.js';
import { askAnew, raise } from './raising.rules.js';

const now = '2026-06-30T08:00:00.000Z';
const later = '2026-06-30T08:00:00.001Z';
const gridCode = '320404004001001';
const uuid = (tail: number) => `01890000-0000-7000-8000-${String(tail).padStart(12, '0')}`;
const profileClass = (code: string, resurveyDays = 14): ProfileClass => ({
  ...{ code, zh: code, ttlDays: 90, resurveyDays, visibleTo: null, source: 'a test', assumed: true },
});
const classes = [profileClass('CLASS_A'), profileClass('CLASS_B', 30)];
const a = { classCode: 'CLASS_A', key: 'count' };
const b = { classCode: 'CLASS_B', key: 'count' };
const fresh = { status: 'CURRENT', expiresAt: later, submittedAt: '2026-06-01T08:00:00.000Z' } as const;
const held = (more: Partial<Held> = {}): Held => ({ id: uuid(50), ...a, ...fresh, ...more });
const states = ({ items }: { items: readonly { state: string }[] }) => items.map(({ state }) => state);

describe('X-07, G-T4 a stale field is asked for once', () => {
  const of = { id: uuid(1), askedById: 'system', classes };
  const stale = (name: typeof a, id = uuid(50)) => ({
    field: { ...name, fieldId: id, gridCode },
    live: [held({ ...name, id, status: 'STALE', expiresAt: now })],
  });

  it('begins a request due after the days of its class', () => {
    const first = raise(null, stale(a), of, now)!;
    expect(first.decision.state).toMatchObject({ origin: 'STALE', status: 'OPEN', dueAt: '2026-07-14T08:00:00.000Z', askedById: 'system' });
    expect(first.items).toEqual([{ requestId: uuid(1), ...a, state: 'ASKED', fieldId: null }]);
  });

  it('joins the open one, which is due when the last of its fields is', () => {
    const first = raise(null, stale(a), of, now)!;
    const second = raise({ request: first.decision.state, items: first.items }, stale(b), of, now)!;
    expect(states(second)).toEqual(['ASKED', 'ASKED']);
    expect(second.decision.state).toMatchObject({ id: uuid(1), dueAt: '2026-07-30T08:00:00.000Z' });
    expect(second.decision.events.map(({ data }) => data)).toEqual([expect.objectContaining({ asked: 2, held: 0, version: 2 })]);
  });

  it('and nothing is asked that is asked already, replaced, held again, or of no class', () => {
    const first = raise(null, stale(a), of, now)!;
    expect(raise({ request: first.decision.state, items: first.items }, stale(a, uuid(51)), of, now)).toBeNull();
    expect(raise(null, { ...stale(a), live: [] }, of, now)).toBeNull();
    expect(raise(null, { ...stale(a), live: [...stale(a).live, held({ id: uuid(52) })] }, of, now)).toBeNull();
    expect(raise(null, stale({ ...a, classCode: 'CLASS_Z' }), of, now)).toBeNull();
  });

  it('any order and number of deliveries leaves one item per class and key', () => {
    const names = [a, b, { ...a, key: 'other' }];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 12 }), (delivered) => {
        let open: Parameters<typeof raise>[0] = null;
        for (const name of delivered) {
          const asked = raise(open, stale(name), of, now);
          if (asked) open = { request: asked.decision.state, items: asked.items };
        }
        expect(new Set(open!.items.map(({ classCode, key }) => classCode + key)).size).toBe(open!.items.length);
        expect(open!.items).toHaveLength(new Set(delivered).size);
      }),
    );
  });
});

describe('G-06 a grid made of others is surveyed anew', () => {
  it('for all its sources held, within the longest time of these classes', () => {
    const asked = askAnew({ id: uuid(1), gridCode, askedById: 'system' }, [a, b], classes, now)!;
    expect(asked.decision.state).toMatchObject({ origin: 'PARTITION', status: 'OPEN', dueAt: '2026-07-30T08:00:00.000Z' });
    expect(states(asked)).toEqual(['ASKED', 'ASKED']);
  });

  it('and for nothing where nothing was held, or of classes that are no more', () => {
    const of = { id: uuid(1), gridCode, askedById: 'system' };
    expect(askAnew(of, [], classes, now)).toBeNull();
    expect(askAnew(of, [{ classCode: 'CLASS_Z', key: 'count' }], classes, now)).toBeNull();
  });
});
