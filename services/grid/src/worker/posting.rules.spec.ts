import * as fc from 'fast-check';
import { confirmDuties, post, postingLife, recallPosting, register, retire, type PostingState } from './posting.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const now = '2026-11-23T01:00:00.000Z';
const account = id('0a');
const registering = {
  ...{ id: id('01'), personId: id('02'), name: '样例某甲', accountId: account },
  ...{ homePlace: '230521100001', joinedOn: '2026-01-01' },
};
const posting = { id: id('03'), workerId: id('01'), gridCode: '230521100001001', home: true, startsOn: '2026-11-01' };
const worker = { active: true, accountId: account, joinedOn: '2026-01-01' };
const eight = { version: 2, codes: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'] };
/** After all days of these cases. */
const later = '2030-01-01T00:00:00.000Z';
const recalling = { id: id('03'), lastDay: '2026-11-30', reason: '样例：轮岗' };
const leaving = { id: id('01'), leftOn: '2026-11-30', reason: '样例：调离' };

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-33 posting to a grid', () => {
  const posted = post(posting, worker, eight, now).state;
  const confirmed = confirmDuties(posted, account, now).state;
  const registered = register(registering, now).state;

  it('a worker is registered without the name, which lives with the person', () => {
    expect(JSON.stringify(registered)).not.toContain(registering.name);
    expect(registered).toMatchObject({ active: true, leftOn: null, accountId: account });
  });

  it('gives all eight duties of the catalogue unless told, unconfirmed, each once (G-37)', () => {
    expect([posted.duties, posted.policyVersion, posted.dutiesConfirmedAt]).toEqual([eight.codes, 2, null]);
    expect(post({ ...posting, duties: ['A2', 'A1', 'A2'] }, worker, eight, now).state.duties).toEqual(['A2', 'A1']);
  });

  it('tells of posting and recall, without the reason', () => {
    const facts = { postingId: posting.id, workerId: posting.workerId, accountId: account, gridCode: posting.gridCode, home: true };
    expect(post(posting, worker, eight, now).events[0]!.data).toEqual({ ...facts, startsOn: '2026-11-01', version: 1 });
    expect(recallPosting(posted, recalling, later).events[0]!.data).toEqual({
      ...{ ...facts, startsOn: '2026-11-01' },
      ...{ lastDay: '2026-11-30', version: 2 },
    });
  });

  it.each<[string, () => unknown, string]>([
    ['a worker who has left posted', () => post(posting, { ...worker, active: false }, eight, now), 'grid.worker.retired'],
    ['a duty of another catalogue', () => post({ ...posting, duties: ['A1', 'B1'] }, worker, eight, now), 'grid.worker.duty-unknown'],
    ['posted before joining', () => post({ ...posting, startsOn: '2025-12-31' }, worker, eight, now), 'grid.worker.before-joining'],
    ['posted for the end of time', () => post({ ...posting, startsOn: '9999-12-31' }, worker, eight, now), 'grid.worker.too-far-ahead'],
    ['registered before joining', () => register({ ...registering, joinedOn: '2026-11-24' }, now), 'grid.worker.in-the-future'],
    ['registered on the day of joining', () => register({ ...registering, joinedOn: '2026-11-23' }, now), 'accepted'],
    ['recalled on the first day', () => recallPosting(posted, { ...recalling, lastDay: posting.startsOn }, later), 'accepted'],
    [
      'recalled before the first day',
      () => recallPosting(posted, { ...recalling, lastDay: '2026-10-31' }, later),
      'grid.worker.term-invalid',
    ],
    [
      'recalled twice',
      () => recallPosting(recallPosting(confirmed, recalling, later).state, recalling, later),
      'grid.worker.already-recalled',
    ],
    ['confirmed by another', () => confirmDuties(posted, id('0b'), now), 'grid.worker.not-yours'],
    ['confirmed for one without an account', () => confirmDuties({ ...posted, accountId: null }, account, now), 'grid.worker.not-yours'],
    ['confirmed twice', () => confirmDuties(confirmed, account, now), 'platform.request.wrong-state'],
    [
      'confirmed once ended',
      () => confirmDuties(recallPosting(posted, recalling, later).state, account, now),
      'platform.request.wrong-state',
    ],
    ['recalled for a day to come', () => recallPosting(posted, recalling, '2026-11-29T01:00:00.000Z'), 'grid.worker.in-the-future'],
    ['recalled on its last day', () => recallPosting(posted, recalling, '2026-11-30T01:00:00.000Z'), 'accepted'],
    [
      'recalled before it begins',
      () => recallPosting(posted, { ...recalling, lastDay: posting.startsOn }, '2026-01-01T01:00:00.000Z'),
      'accepted',
    ],
    ['left on a day to come', () => retire(registered, leaving, 0, '2026-11-29T01:00:00.000Z'), 'grid.worker.in-the-future'],
    ['left while posted', () => retire(registered, leaving, 1, later), 'grid.worker.still-posted'],
    ['left before joining', () => retire(registered, { ...leaving, leftOn: '2025-12-31' }, 0, later), 'grid.worker.term-invalid'],
    ['left twice', () => retire(retire(registered, leaving, 0, later).state, leaving, 0, later), 'grid.worker.retired'],
    ['left', () => retire(registered, leaving, 0, later), 'accepted'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));

  it('each transition of the life of a posting is one of these', () => {
    expect(postingLife.all().map(({ from, action }) => `${from} ${action}`)).toEqual([
      'POSTED confirm',
      'POSTED recall',
      'CONFIRMED recall',
    ]);
  });

  it('whatever is tried in whatever order, what ended stays as it ended and what is confirmed stays confirmed', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('confirm'), by: fc.constantFrom(account, id('0b')) }),
      fc.record({ kind: fc.constant('recall'), day: fc.constantFrom('2026-10-31', '2026-11-01', '2026-12-31') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let state: PostingState = posted;
        for (const one of steps) {
          const before = state;
          try {
            state =
              'by' in one ? confirmDuties(state, one.by, now).state : recallPosting(state, { ...recalling, lastDay: one.day }, later).state;
          } catch {
            // A refusal changes nothing.
          }
          if (before.endedOn !== null) expect(state).toEqual(before);
          if (before.dutiesConfirmedAt !== null) expect(state.dutiesConfirmedAt).toBe(before.dutiesConfirmedAt);
          expect(state.endedOn === null || state.endedOn >= state.startsOn).toBe(true);
        }
      }),
    );
  });
});
