import fc from 'fast-check';
import { checkReachable } from '@gezhi/shared/domain';
import { complete, confirm, dutyLife, follow, fromRequest, issue, type DutyState, type OriginNews } from './duty.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const now = '2026-11-23T01:00:00.000Z';
const due = '2026-11-30T01:00:00.000Z';
const serving = { cadreId: id('01'), deploymentId: id('02'), accountId: id('03'), gridCode: '320404004003001' };
const request = { id: id('11'), version: 3, gridCode: '320404004003001', due, acceptanceCriterion: '诉求人确认已解决' };
const issuing = {
  id: id('21'),
  cadreId: id('01'),
  gridCode: serving.gridCode,
  aim: 'BUILD_ABILITY',
  source: 'MANUAL',
  acceptanceCriterion: '样例',
  due,
} as const;
const duty = fromRequest(id('22'), request, serving, now);
const manual = issue(issuing, serving, now).state;

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-14 G-15 duties', () => {
  it('reach every state', () => expect(checkReachable(dutyLife)).toEqual({ unreachable: [], unknown: [] }));

  it('are confirmed and completed by the cadre, on time up to the due instant', () => {
    const confirmed = confirm(manual, id('03')).state;
    expect(complete(confirmed, id('03'), due).events[0]!.data).toMatchObject({ onTime: true, completedAt: due });
  });

  it.each<[string, () => unknown, string]>([
    ['issued to a cadre who does not serve there', () => issue(issuing, undefined, now), 'grid.cadre.not-deployed'],
    [
      'issued to a cadre who serves in the next grid alone',
      () => issue(issuing, { ...serving, gridCode: '320404004003009' }, now),
      'grid.cadre.not-deployed',
    ],
    ['issued for an instant that has passed', () => issue({ ...issuing, due: now }, serving, now), 'grid.cadre.due-past'],
    ['confirmed by another', () => confirm(manual, id('04')), 'grid.cadre.duty-not-yours'],
    ['completed unconfirmed', () => complete(manual, id('03'), now), 'grid.cadre.duty-wrong-state'],
    [
      'completed apart from its problem',
      () => complete({ ...manual, source: 'PROBLEM', problemId: id('31'), status: 'CONFIRMED' }, id('03'), now),
      'grid.cadre.duty-of-problem',
    ],
    ['completed apart from its request', () => complete({ ...duty, status: 'CONFIRMED' }, id('03'), now), 'grid.cadre.duty-of-request'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});

describe('G-24 a duty from a service request', () => {
  it('names its request and is due with it', () =>
    expect(duty).toMatchObject({ requestId: request.id, source: 'SERVICE_REQUEST', status: 'ISSUED', due }));

  const told = (kind: OriginNews['kind'], version: number, dutyId: string | null = duty.id): OriginNews => ({
    kind,
    version,
    dutyId,
    at: now,
  });
  const after = (...heard: OriginNews[]): DutyState => heard.reduce((state, one) => follow(state, one).state, duty);
  const [closed, reopened] = [told('closed', 5), told('reopened', 6)];

  it('is settled by the closing, revived by the reopening and withdrawn when the request goes elsewhere', () => {
    expect([after(closed).status, after(closed, reopened).status, after(told('left', 4, id('23'))).status]).toEqual([
      'COMPLETED',
      'CONFIRMED',
      'WITHDRAWN',
    ]);
    expect(follow(duty, closed).events.map(({ event }) => event.subject)).toEqual(['grid.event.cadre.duty-completed.v1']);
  });

  it('is on time by the deadline and the closing of each round: a wait moved the one, a reopening the other', () => {
    const day = (number: number): string => `2026-12-0${number}T01:00:00.000Z`;
    const waited = follow(duty, { ...closed, at: day(1), due: day(2) });
    expect(waited.events[0]!.data).toMatchObject({ onTime: true, due: day(2), completedAt: day(1) });
    const again = follow(waited.state, { ...reopened, at: day(3), due: day(6) }).state;
    expect([again.due, again.completedAt]).toEqual([day(6), null]);
    const close = (at: string) => follow(again, { ...told('closed', 8), at, due: day(6) }).events[0]!.data;
    expect([close(day(6)), close(day(7))]).toMatchObject([
      { onTime: true, completedAt: day(6) },
      { onTime: false, completedAt: day(7) },
    ]);
  });

  it('is not touched by the dispatch that made it', () => expect(follow(duty, told('left', duty.originVersion)).state).toBe(duty));

  const elsewhere = [told('left', 7, id('23')), told('closed', 9, id('23')), told('reopened', 10, id('23'))];
  it.each([
    ['closed again', [closed, reopened, told('closed', 8)], 'COMPLETED'],
    ['given to another cadre and closed by that one', [closed, reopened, ...elsewhere], 'WITHDRAWN'],
    ['a duplicate', [told('left', 4, null)], 'WITHDRAWN'],
  ])('%s, it ends the same however the news are shuffled and repeated', (_, news, status) => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...news, ...news], { minLength: 2 * news.length }), (heard) => {
        expect(after(...heard).status).toBe(status);
      }),
    );
  });
});

describe('G-14 a duty from a problem', () => {
  const solving: DutyState = { ...duty, source: 'PROBLEM', requestId: null, problemId: id('31'), originVersion: 3 };
  const told = (kind: OriginNews['kind'], version: number | null): OriginNews => ({ kind, version, at: now });
  const after = (...heard: OriginNews[]): DutyState => heard.reduce((state, one) => follow(state, one).state, solving);

  it('is settled by the rectification, revived by a failed re-check, withdrawn when its problem is merged into another', () => {
    expect([
      after(told('closed', 4)).status,
      after(told('closed', 4), told('reopened', 5)).status,
      after(told('closed', 4), told('left', null)).status,
      after(told('closed', 3)).status,
    ]).toEqual(['COMPLETED', 'CONFIRMED', 'WITHDRAWN', 'ISSUED']);
    expect(follow(solving, told('closed', 4)).events[0]!.data).toMatchObject({ problemId: id('31'), requestId: null, version: 2 });
  });

  const isOpen = (state: DutyState): boolean => ['ISSUED', 'CONFIRMED'].includes(state.status);
  it('stands where the newest news puts it, however they are shuffled and repeated', () => {
    const rounds = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        rounds.chain((count) => {
          const news = Array.from({ length: count }, (_, index) => told(index % 2 ? 'reopened' : 'closed', 4 + index));
          return fc.tuple(fc.constant(count), fc.shuffledSubarray([...news, ...news], { minLength: 2 * count }));
        }),
        ([count, heard]) => expect(isOpen(after(...heard))).toBe(count % 2 === 0),
      ),
    );
  });

  it('once merged away, nothing revives it', () => {
    const news = [told('closed', 4), told('reopened', 5), told('left', null)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...news, ...news], { minLength: 6 }), (heard) => expect(after(...heard).status).toBe('WITHDRAWN')),
    );
  });
});
