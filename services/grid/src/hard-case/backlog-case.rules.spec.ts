import fc from 'fast-check';
import { endOfDayAfter } from '@gezhi/shared/domain';
import { assign, caseLife, clear, enter, register, reopen, settle, turned, writeDown, type CaseState } from './backlog-case.rules.js';
import { acceptPolicy, defaultPolicy, hasClass } from './hard-case-policy.rules.js';
import { facts, file, idOf, leader, now, opened, owner, place, refusal, registering } from './hard-case.fixture.js';

const clearing = { clearing: '样例：双方握手言和', evidenceIds: [file] };
const cleared = (state = opened(), at = now) => clear(state, clearing, 0, defaultPolicy, at).state;
const quietUntil = endOfDayAfter(now, 90);
const later = (instant: string, millis: number) => new Date(Date.parse(instant) + millis).toISOString();

describe('G-17 registering and writing down', () => {
  it('tells ids, codes and the age, and no words; a petition matter is restricted', () => {
    const { state, events } = register(registering({ petition: true }), place, facts, now);
    expect([state.status, state.restricted, state.registeredById]).toEqual(['OPEN', true, leader]);
    expect(events.map(({ data }) => data)).toEqual([expect.objectContaining({ caseId: idOf(1), ageYears: 11, ownerCadreId: owner })]);
    expect(JSON.stringify(events)).not.toContain('灯笼');
    expect(enter({ ...state, petition: false, restricted: true }, now).state.restricted).toBe(true);
  });

  it('refuses classes outside the catalogue, owners unknown, days to come, and a history before the origin', () => {
    const registered = (changes: object, more: object = {}) =>
      refusal(() => register(registering(changes), place, { ...facts, ...more }, now));
    expect([
      registered({ class: 'LANTERN' }),
      registered({}, { ownerKnown: false }),
      registered({ originOn: '2026-03-02' }),
      registered({ history: [{ onDate: '2026-03-02', text: '样例' }] }),
      registered({ history: [{ onDate: '1999-01-01', text: '样例' }] }),
      registered({ originOn: '0202-05-31' }),
      registered({ ownerCadreId: undefined }, { ownerKnown: false }),
      refusal(() => assign(opened(), owner, false)),
    ]).toEqual([
      'grid.hard-case.class-unknown',
      'grid.hard-case.owner-unknown',
      'grid.hard-case.in-the-future',
      'grid.hard-case.in-the-future',
      'grid.hard-case.before-origin',
      'grid.hard-case.origin-implausible',
      'accepted',
      'grid.hard-case.owner-unknown',
    ]);
    expect(assign(opened(), idOf(7), true).state.ownerCadreId).toBe(idOf(7));
  });

  it('an entry has its day and its instant', () => {
    const entry = { id: idOf(1), entryId: idOf(2), onDate: '2026-03-01', kind: 'STEP' as const, text: '样例：上门' };
    expect(writeDown(entry, '2026-02-01', leader, now).state).toMatchObject({ caseId: idOf(1), at: now, byId: leader, quietUntil: null });
    const refused = (onDate: string) => refusal(() => writeDown({ ...entry, onDate }, '2026-02-01', leader, now));
    expect(['2026-03-02', '2026-01-31', '2026-02-01'].map(refused)).toEqual([
      'grid.hard-case.in-the-future',
      'grid.hard-case.before-origin',
      'accepted',
    ]);
  });
});

describe('G-17 I-T5 clearing, quiet period, relapse', () => {
  it('is cleared with evidence, by an owner, with no joint measure open', () => {
    expect([
      refusal(() => clear(opened(), { ...clearing, evidenceIds: [] }, 0, defaultPolicy, now)),
      refusal(() => clear(opened({ ownerCadreId: undefined }), clearing, 0, defaultPolicy, now)),
      refusal(() => clear(opened(), clearing, 2, defaultPolicy, now)),
      refusal(() => clear(cleared(), clearing, 0, defaultPolicy, now)),
    ]).toEqual([
      'grid.hard-case.evidence-missing',
      'grid.hard-case.owner-missing',
      'grid.hard-case.measures-open',
      'platform.request.wrong-state',
    ]);
    expect(cleared()).toMatchObject({ status: 'CLEARED', clearedAt: now, quietUntil, evidenceIds: [file] });
  });

  it('is settled when the quiet period is over, and not before', () => {
    expect(refusal(() => settle(cleared(), later(quietUntil, -1)))).toBe('grid.hard-case.quiet-lasts');
    const { state, events } = settle(cleared(), quietUntil);
    expect([state.status, events.length]).toEqual(['SETTLED', 1]);
    expect(refusal(() => settle(opened(), quietUntil))).toBe('platform.request.wrong-state');
  });

  it('a relapse within the quiet period says that the clearing never counted; later ones do not', () => {
    const within = (state: CaseState, at: string) => (reopen(state, at).events[0]!.data as { withinQuiet: boolean }).withinQuiet;
    expect([within(cleared(), later(quietUntil, -1)), within(cleared(), quietUntil)]).toEqual([true, false]);
    expect(within(settle(cleared(), quietUntil).state, later(quietUntil, 1))).toBe(false);
    expect(reopen(cleared(), now).state).toMatchObject({
      status: 'OPEN',
      clearedAt: null,
      clearing: null,
      reopenings: 1,
      evidenceIds: [file],
    });
    expect(refusal(() => reopen(opened(), now))).toBe('platform.request.wrong-state');
  });

  it('both turns stand in the history', () => {
    const at = { id: idOf(2), text: '样例' };
    expect(turned(cleared(), { ...at, kind: 'CLEARING' }, leader, now)).toMatchObject({
      kind: 'CLEARING',
      quietUntil,
      onDate: '2026-03-01',
    });
    expect(turned(cleared(), { ...at, kind: 'RELAPSE' }, leader, now).quietUntil).toBeNull();
  });

  it('whatever the sequence, a case that is not open has evidence, clearing, owner and quiet period', () => {
    const steps = {
      clear: (state: CaseState, at: string) => clear(state, clearing, 0, defaultPolicy, at).state,
      bare: (state: CaseState, at: string) => clear(state, { ...clearing, evidenceIds: [] }, 0, defaultPolicy, at).state,
      settle: (state: CaseState, at: string) => settle(state, at).state,
      reopen: (state: CaseState, at: string) => reopen(state, at).state,
      assign: (state: CaseState) => assign(state, owner, true).state,
    };
    const names = Object.keys(steps) as (keyof typeof steps)[];
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 100 })), { maxLength: 12 }),
        (owned, acts) => {
          let [state, at] = [opened({ ownerCadreId: owned ? owner : undefined }), now];
          for (const [name, days] of acts) {
            at = later(at, days * 86_400_000);
            try {
              state = steps[name](state, at);
            } catch {
              // Refused: nothing changes.
            }
            const full =
              state.evidenceIds.length > 0 && state.clearing !== null && state.ownerCadreId !== null && state.quietUntil !== null;
            expect(state.status === 'OPEN' ? state.clearedAt === null && state.quietUntil === null : full).toBe(true);
          }
        },
      ),
    );
    expect(caseLife.all().map(({ action }) => action)).toEqual(['clear', 'settle', 'reopen', 'reopen']);
  });
});

describe('G-17 G-41 what a jurisdiction lays down', () => {
  it('the default is accepted and holds its classes', () => {
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    expect([hasClass(defaultPolicy, 'FAMILY'), hasClass(defaultPolicy, 'LANTERN')]).toEqual([true, false]);
  });

  it('repeated codes and ages that do not fall contradict themselves', () => {
    const { classes, priorities } = defaultPolicy;
    const accepted = (changes: object) => refusal(() => acceptPolicy({ ...defaultPolicy, ...changes }));
    expect([
      accepted({ classes: [...classes, classes[0]] }),
      accepted({ priorities: [...priorities, { ...priorities[0], years: 0 }] }),
      accepted({ priorities: priorities.toReversed() }),
      accepted({ priorities: [] }),
    ]).toEqual([...Array<string>(3).fill('grid.hard-case.policy-invalid'), 'accepted']);
  });
});
