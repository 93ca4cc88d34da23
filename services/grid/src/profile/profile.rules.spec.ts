import type { ProfileClass } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { acceptCatalogue, classStates, profileClassCount } from './profile-catalogue.rules.js';
import { canSee, ensureCanSee, hiddenFrom } from './profile-visibility.rules.js';
import { calibrate, expire, fieldLifeCycle, submit, type FieldState } from './profile.rules.js';
import { publish } from './publication.rules.js';

const now = '2026-06-30T08:00:00.000Z';
const gridCode = '320404004001001';
const letters = 'ABCDEFGHIJKL';
const classes: ProfileClass[] = [...letters].map((letter) => ({
  code: `CLASS_${letter}`,
  zh: letter,
  ttlDays: 90,
  resurveyDays: 14,
  visibleTo: null,
  source: 'a test',
  assumed: true,
}));
const field = (more: Partial<FieldState> = {}): FieldState => ({
  ...{
    id: 'f',
    version: 2,
    gridCode,
    classCode: 'CLASS_A',
    key: 'count',
    value: '12',
    status: 'CURRENT',
    source: 'door to door',
    evidence: [],
  },
  ...{
    submittedBy: 'worker',
    submittedAt: '2026-06-01T00:00:00.000Z',
    secondSource: null,
    verifiedBy: 'secretary',
    verifiedAt: '2026-06-02T00:00:00.000Z',
  },
  expiresAt: '2026-08-31T00:00:00.000Z',
  ...more,
});
const full = () => classes.map(({ code: classCode }, index) => field({ id: `f${index}`, classCode }));
const refusal = (name: string) => expect.objectContaining({ code: `grid.profile.${name}` });
const uuid = (tail: number) => `01890000-0000-7000-8000-${String(tail).padStart(12, '0')}`;

describe('G-03 a field is collected, calibrated, current, stale', () => {
  it('reaches every state', () => {
    expect(checkReachable(fieldLifeCycle)).toEqual({ unreachable: [], unknown: [] });
  });

  const input = {
    id: uuid(1),
    gridCode,
    classCode: 'CLASS_A',
    key: 'count',
    value: '12',
    source: 'door to door',
    evidence: [],
    correction: false,
  };

  it('enters as collected in a class of the catalogue', () => {
    expect(submit(input, undefined, classes, 'worker', now).state).toMatchObject({
      status: 'COLLECTED',
      submittedBy: 'worker',
      submittedAt: now,
      expiresAt: null,
    });
    expect(() => submit({ ...input, classCode: 'CLASS_Z' }, undefined, classes, 'worker', now)).toThrow(refusal('class-unknown'));
  });

  it('X-07 and is not asked for again while a fresh value is held, unless that is wrong', () => {
    const held = { id: uuid(2), expiresAt: '2026-06-30T08:00:00.001Z' };
    expect(() => submit(input, held, classes, 'worker', now)).toThrow(
      expect.objectContaining({ code: 'grid.profile.held-already', details: { fieldId: held.id, expiresAt: held.expiresAt } }),
    );
    expect(submit({ ...input, correction: true }, held, classes, 'worker', now).state).not.toHaveProperty('correction');
    expect(submit(input, { ...held, expiresAt: now }, classes, 'worker', now).state.status).toBe('COLLECTED');
  });

  const collected = submit(input, undefined, classes, 'worker', now).state;

  it('is calibrated by another person and lives the days of its class', () => {
    const { state, events } = calibrate(collected, { actorId: 'secretary', secondSource: null, classes }, now);
    expect(state).toMatchObject({ status: 'CALIBRATED', verifiedBy: 'secretary', verifiedAt: now, expiresAt: '2026-09-28T08:00:00.000Z' });
    expect(events.map(({ data }) => data)).toEqual([
      { fieldId: input.id, gridCode, classCode: 'CLASS_A', key: 'count', expiresAt: '2026-09-28T08:00:00.000Z', version: 2 },
    ]);
  });

  it.each([
    ['grid.profile.same-submitter', collected, { actorId: 'worker', secondSource: 'the register' }],
    ['grid.profile.same-source', collected, { actorId: 'secretary', secondSource: 'door to door' }],
    ['grid.profile.class-unknown', { ...collected, classCode: 'CLASS_Z' }, { actorId: 'secretary', secondSource: null }],
    ['platform.request.wrong-state', field(), { actorId: 'secretary', secondSource: null }],
  ])('refuses calibration: %s', (code, state, by) => {
    expect(() => calibrate(state, { ...by, classes }, now)).toThrow(expect.objectContaining({ code }));
  });
});

describe('G-T4 a profile is complete with a current field in all twelve classes', () => {
  const of = { id: uuid(9), number: 3 };

  it('is published then', () => {
    const { published, changed } = publish(gridCode, classes, full(), of, now);
    expect(published.state).toEqual({ id: of.id, version: 1, gridCode, number: 3, publishedAt: now, fieldIds: full().map(({ id }) => id) });
    expect(published.events.map(({ data }) => data)).toEqual([{ gridCode, number: 3, publishedAt: now, fields: 12 }]);
    expect(changed).toEqual([]);
  });

  it.each([
    ['eleven of twelve', full().slice(0, 11)],
    ['the twelfth past its life', [...full().slice(0, 11), field({ classCode: 'CLASS_L', expiresAt: now })]],
    ['the twelfth stale', [...full().slice(0, 11), field({ classCode: 'CLASS_L', status: 'STALE' })]],
    ['the twelfth only collected', [...full().slice(0, 11), field({ classCode: 'CLASS_L', status: 'COLLECTED', expiresAt: null })]],
  ])('INCOMPLETE names the missing class: %s', (_, fields) => {
    expect(() => publish(gridCode, classes, fields, of, now)).toThrow(
      expect.objectContaining({ code: 'grid.profile.incomplete', details: { classes: ['CLASS_L'] } }),
    );
  });

  it('puts calibrated fields in force in place of what was said before, the latest survey last', () => {
    const older = field({ id: 'older', status: 'CALIBRATED', submittedAt: '2026-06-10T00:00:00.000Z' });
    const newer = field({ id: 'newer', status: 'CALIBRATED', submittedAt: '2026-06-20T00:00:00.000Z' });
    const waiting = field({ id: 'waiting', status: 'COLLECTED', expiresAt: null, submittedAt: '2026-06-25T00:00:00.000Z' });
    const { published, changed } = publish(gridCode, classes, [newer, waiting, ...full(), older], of, now);
    expect(changed.map(({ id, status }) => [id, status])).toEqual([
      ['newer', 'CURRENT'],
      ['f0', 'SUPERSEDED'],
      ['older', 'SUPERSEDED'],
    ]);
    expect(published.state.fieldIds).toEqual([
      'newer',
      ...full()
        .slice(1)
        .map(({ id }) => id),
    ]);
  });
});

describe('G-T4 a field past its life is stale, told once', () => {
  const past = field({ id: uuid(4), expiresAt: now });

  it('when its life is over, to the millisecond', () => {
    const { state, events } = expire(past, now);
    expect(state.status).toBe('STALE');
    expect(events.map(({ data }) => data)).toEqual([
      { fieldId: past.id, gridCode, classCode: 'CLASS_A', key: 'count', expiredAt: now, version: 3 },
    ]);
    expect(() => expire(field({ expiresAt: '2026-06-30T08:00:00.001Z' }), now)).toThrow(refusal('still-fresh'));
  });

  it('and not again', () => {
    expect(() => expire({ ...past, status: 'STALE' }, now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('and its class is STALE then', () => {
    const states = classStates(
      classes.slice(0, 5),
      [
        field(),
        field({ classCode: 'CLASS_B' }),
        field({ classCode: 'CLASS_B', expiresAt: now }),
        field({ classCode: 'CLASS_C', status: 'STALE' }),
        field({ classCode: 'CLASS_D', status: 'CALIBRATED' }),
      ],
      now,
    );
    expect(states.map(({ state, current, stale }) => [state, current, stale])).toEqual([
      ['CURRENT', 1, 0],
      ['STALE', 1, 1],
      ['STALE', 0, 1],
      ['PENDING', 0, 0],
      ['MISSING', 0, 0],
    ]);
  });
});

describe('G-T5 a catalogue has exactly twelve element classes', () => {
  it('accepts twelve', () => {
    expect(profileClassCount).toBe(12);
    expect(acceptCatalogue(classes)).toEqual(classes);
  });

  it.each([
    ['eleven', classes.slice(1)],
    ['thirteen', [...classes, { ...classes[0]!, code: 'CLASS_M' }]],
  ])('refuses %s: CATALOG_CARDINALITY', (_, items) => {
    expect(() => acceptCatalogue(items)).toThrow(expect.objectContaining({ code: 'platform.catalogue.cardinality' }));
  });
});

describe('G-04, X-T8 sensitive classes are seen by those whose duty needs them', () => {
  const hidden: ProfileClass = { ...classes[0]!, visibleTo: ['grid-worker', 'street-leader'] };

  it.each([
    [['grid-worker'], true],
    [['cadre', 'street-leader'], true],
    [['cadre'], false],
    [[], false],
  ])('%j: %s', (roles, seen) => {
    expect(canSee(hidden, roles)).toBe(seen);
    expect(hiddenFrom([hidden, ...classes.slice(1)], roles)).toEqual(seen ? [] : ['CLASS_A']);
  });

  it('refuses to answer about a hidden class', () => {
    ensureCanSee([hidden], 'CLASS_A', ['grid-worker']);
    expect(() => ensureCanSee([hidden], 'CLASS_A', ['cadre'])).toThrow(refusal('class-hidden'));
  });
});
