import fc from 'fast-check';
import type { DomainError } from '@gezhi/shared/domain';
import {
  closeOffer,
  courseLife,
  ensureOpensFor,
  enrolOrderers,
  enrolWorkers,
  offer,
  order,
  type CourseState,
  type Order,
} from './enrolment.rules.js';
import type { SessionState } from './training.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const playbook = { capabilities: [{ code: 'MEDIATION', zh: '矛盾调解', source: '试验', assumed: true }] };
const course: CourseState = {
  ...{ id: 'c1', version: 3, placeCode: '230521', title: '试验课', tag: 'MEDIATION', mode: 'ON_DEMAND' },
  ...{ status: 'OFFERED', offeredById: 'leader', offeredAt: now },
};
const session = (more: Partial<SessionState> = {}): SessionState => ({
  ...{
    id: 's1',
    version: 1,
    placeCode: '230521',
    courseId: null,
    title: '试验班',
    tag: 'MEDIATION',
    channel: 'OFFLINE',
    mode: 'SMALL_CLASS',
  },
  ...{ startsAt: now, capacity: 40, seatsTaken: 38, status: 'SCHEDULED', cancelReason: null, ...more },
});
const refusal = (name: string, details?: object) =>
  expect.objectContaining({ code: `grid.training.${name}`, ...(details && { details }) }) as DomainError;

describe('G-31 a course is offered, ordered and closed', () => {
  const input = { id: 'c1', placeCode: '230521', title: '试验课', tag: 'MEDIATION', mode: 'ON_DEMAND' as const };

  it('under a capability of the jurisdiction', () => {
    expect(offer(input, { playbook, actorId: 'leader' }, now)).toEqual({ state: { ...course, version: 1 }, events: [] });
    expect(() => offer({ ...input, tag: 'SINGING' }, { playbook, actorId: 'leader' }, now)).toThrow(
      refusal('tag-unknown', { codes: ['SINGING'] }),
    );
  });
  it('by a registered worker, while it is offered', () => {
    expect(order(course, 'w1', now)).toEqual({ workerId: 'w1', orderedAt: now });
    expect(() => order(course, null, now)).toThrow(refusal('not-a-worker'));
    expect(() => order({ status: 'CLOSED' }, 'w1', now)).toThrow(refusal('course-closed'));
  });
  it('and closed once', () => {
    const { state } = closeOffer(course);
    expect(state).toEqual({ ...course, status: 'CLOSED' });
    expect(() => closeOffer(state)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
    expect(courseLife.all()).toHaveLength(3);
  });
});

describe('G-31 those who ordered are enrolled first come, first served', () => {
  const at = (minute: number) => `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z`;
  const orders = Array.from({ length: 50 }, (_, n): Order => ({ workerId: `w${String(n).padStart(2, '0')}`, orderedAt: at(n) }));

  it('50 orders for 40 seats: the first 40, and 10 keep waiting', () => {
    const { enrolled, waiting } = enrolOrderers(orders.toReversed(), 40);
    expect(enrolled).toEqual(orders.slice(0, 40).map(({ workerId }) => workerId));
    expect(waiting).toEqual(orders.slice(40).map(({ workerId }) => workerId));
  });
  it('those of one instant by worker', () => {
    const together = ['w3', 'w1', 'w2'].map((workerId) => ({ workerId, orderedAt: now }));
    expect(enrolOrderers(together, 2)).toEqual({ enrolled: ['w1', 'w2'], waiting: ['w3'] });
  });
  it('whatever the order they are read in: nobody twice, nobody lost, never beyond the cap', () => {
    const some = fc.shuffledSubarray(orders);
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 60 }), (of, capacity) => {
        const { enrolled, waiting } = enrolOrderers(of, capacity);
        expect(enrolled.length).toBe(Math.min(of.length, capacity));
        expect([...enrolled, ...waiting]).toEqual(of.map(({ workerId }) => workerId).toSorted());
      }),
    );
  });
});

describe('G-31 a class never has more than its cap', () => {
  it('takes as many as there are seats', () => {
    expect(enrolWorkers(session(), ['w1', 'w2'], ['w2', 'w1'])).toEqual(session({ seatsTaken: 40 }));
    expect(() => enrolWorkers(session(), ['w1', 'w2', 'w3'], ['w1', 'w2', 'w3'])).toThrow(refusal('class-full', { free: 2 }));
    expect(() => enrolWorkers(session({ seatsTaken: 40 }), ['w1'], ['w1'])).toThrow(refusal('class-full', { free: 0 }));
  });
  it('takes only workers whom the actor may enrol', () => {
    expect(() => enrolWorkers(session(), ['w1', 'w2'], ['w1'])).toThrow(refusal('worker-unknown', { workerIds: ['w2'] }));
  });
  it.each(['HELD', 'CANCELLED'] as const)('and nobody once it is %s', (status) => {
    expect(() => enrolWorkers(session({ status }), ['w1'], ['w1'])).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
  });
  it('whatever is asked for in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 15 })), fc.integer({ min: 1, max: 40 }), (asked, capacity) => {
        let state = session({ capacity, seatsTaken: 0 });
        for (const count of asked) {
          const wanted = Array.from({ length: count }, (_, n) => `w${n}`);
          const fits = state.seatsTaken + count <= capacity;
          if (fits) state = enrolWorkers(state, wanted, wanted);
          else expect(() => enrolWorkers(state, wanted, wanted)).toThrow(refusal('class-full'));
          expect(state.seatsTaken).toBeLessThanOrEqual(capacity);
        }
      }),
    );
  });
});

describe('G-30 G-31 a class is opened for a course in its mode', () => {
  it.each([
    [{ status: 'CLOSED', mode: 'SMALL_CLASS' }, 'course-closed'],
    [{ status: 'OFFERED', mode: 'ON_DEMAND' }, 'course-differs'],
  ] as const)('%j', (course, code) => {
    expect(() => ensureOpensFor(course, 'SMALL_CLASS')).toThrow(expect.objectContaining({ code: `grid.training.${code}` }));
    expect(() => ensureOpensFor({ status: 'OFFERED', mode: 'SMALL_CLASS' }, 'SMALL_CLASS')).not.toThrow();
  });
});
