import { cancel, hold, open, sessionLife, type SessionState } from './training.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const later = '2026-11-24T01:00:00.000Z';
const playbook = { capabilities: [{ code: 'MEDIATION', zh: '矛盾调解', source: '试验', assumed: true }] };
const input = {
  ...{ id: 's1', placeCode: '230521', title: '试验班', tag: 'MEDIATION', channel: 'OFFLINE' as const, mode: 'ON_DEMAND' as const },
  ...{ courseId: 'c1', startsAt: later, capacity: 40 },
};
const session: SessionState = { ...input, version: 5, seatsTaken: 2, status: 'SCHEDULED', cancelReason: null };
const refusal = (name: string, details?: object) => expect.objectContaining({ code: `grid.training.${name}`, ...(details && { details }) });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const id = '0190aaaa-0000-7000-8000-000000000001';

describe('G-30, G-31 a class is opened with its cap', () => {
  it('with those enrolled who ordered it, and told without them', () => {
    const { state, events } = open({ ...input, id }, { playbook, enrolled: ['w1', 'w2'] }, now);
    expect(state).toEqual({ ...session, id, version: 1 });
    expect(events.map(({ data }) => data)).toEqual([
      { sessionId: id, placeCode: '230521', mode: 'ON_DEMAND', channel: 'OFFLINE', startsAt: later, seats: 40, version: 1 },
    ]);
  });
  it('without a course, when it is not on demand', () => {
    const { courseId: _, ...alone } = input;
    const { state } = open({ ...alone, id, mode: 'SMALL_CLASS' }, { playbook, enrolled: [] }, now);
    expect(state).toMatchObject({ courseId: null, seatsTaken: 0, status: 'SCHEDULED' });
  });
  it.each([
    ['tag-unknown', { tag: 'SINGING' }, ['w1']],
    ['due-past', { startsAt: now }, ['w1']],
    ['too-far-ahead', { startsAt: '9999-12-30T00:00:00.000Z' }, ['w1']],
    ['demand-missing', {}, []],
  ])('refuses %s', (name, more, enrolled) => {
    expect(() => open({ ...input, id, ...more }, { playbook, enrolled }, now)).toThrow(refusal(name));
  });
});

describe('G-30 a class is held with those who came, or cancelled', () => {
  it('held, once it has begun, and nobody is told who came', () => {
    expect(hold(session, { enrolled: ['w1', 'w2'], came: ['w2'] }, later)).toEqual({ state: { ...session, status: 'HELD' }, events: [] });
    expect(hold(session, { enrolled: ['w1'], came: [] }, later).state.status).toBe('HELD');
  });
  it('refuses a class not begun, and people not enrolled', () => {
    expect(() => hold(session, { enrolled: ['w1'], came: ['w1'] }, now)).toThrow(refusal('not-begun', { startsAt: later }));
    expect(() => hold(session, { enrolled: ['w1'], came: ['w1', 'w9'] }, later)).toThrow(refusal('not-enrolled', { workerIds: ['w9'] }));
  });
  it('cancelled with the reason', () => {
    expect(cancel(session, '讲师生病').state).toEqual({ ...session, status: 'CANCELLED', cancelReason: '讲师生病' });
  });
  it.each(['HELD', 'CANCELLED'] as const)('is final once %s', (status) => {
    expect(() => hold({ ...session, status }, { enrolled: [], came: [] }, later)).toThrow(wrongState);
    expect(() => cancel({ ...session, status }, '再次')).toThrow(wrongState);
    expect(sessionLife.table[status]).toEqual({});
  });
});
