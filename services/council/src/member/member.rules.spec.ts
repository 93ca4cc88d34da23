import fc from 'fast-check';
import { memberTermEnded, type MemberRole } from '@gezhi/shared/contracts';
import { appoint, bindAccount, elapseTerm, endTerm, isServing, lastDay, memberLife, type MemberState } from './member.rules.js';
import { addItem, completeItem, elapseItem, endPairing, followUpLife, pair } from './pairing.rules.js';
import { declare, isRecused, withdraw, type Touched } from './recusal.rules.js';
import { assignRole, logWork, recordedBy, relieveRole } from './role.rules.js';

const id = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const communityCode = '230521100001';
const now = '2026-03-30T16:30:00.000Z';
const today = '2026-03-31';
const refused = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `council.member.${code}` });
const wrongState = refused('platform.request.wrong-state');

const organization = {
  ...{ id: id(2), version: 1, councilId: id(1), communityCode, kind: 'ENTERPRISE' as const, name: '演示企业' },
  ...{ state: 'ADMITTED' as const, admittedOn: today, withdrawnOn: null, withdrawalReason: null },
};
const appointing = {
  ...{ id: id(3), personId: id(4), councilId: id(1), organizationId: id(2), name: '演示委员', accountId: id(5) },
  ...{ roles: ['POLICY_PRESENTER' as MemberRole], termFrom: '2026-01-01', termMonths: 12, evidenceIds: [id(9)] },
};
const member: MemberState = appoint(appointing, organization, now).state;

describe('C-04 a part-time member is sent by an organisation for a term', () => {
  it.each([
    ['2026-01-01', 12, '2026-12-31'],
    ['2026-03-01', 6, '2026-08-31'],
    ['2024-03-01', 12, '2025-02-28'],
    ['2026-02-15', 36, '2029-02-14'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
  ])('from %s for %i months: to %s', (termFrom, termMonths, termTo) => {
    expect(lastDay(termFrom, termMonths)).toBe(termTo);
    expect(appoint({ ...appointing, termFrom, termMonths }, organization, now).state).toMatchObject({ termTo, source: 'ENTERPRISE' });
  });

  it('nobody is sent by an organisation that left, or by one of another council, or with a role twice', () => {
    const left = { ...organization, state: 'WITHDRAWN' as const };
    const gone = refused('council.council.organization-withdrawn');
    expect(() => appoint(appointing, left, now)).toThrow(gone);
    expect(() => appoint({ ...appointing, councilId: id(8) }, organization, now)).toThrow(gone);
    expect(() => appoint({ ...appointing, roles: ['POLICY_PRESENTER', 'POLICY_PRESENTER'] }, organization, now)).toThrow(
      refused('role-held'),
    );
  });

  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', false],
  ])('serves on %s: %s', (on, serves) => {
    expect(isServing(member, on)).toBe(serves);
    expect(isServing({ ...member, state: 'ENDED' }, on)).toBe(false);
  });

  it('ends with cause and reason, or by itself after the last day and not on it', () => {
    const { state, events } = endTerm(member, { cause: 'RECALLED', reason: '演示' }, now);
    expect(state).toMatchObject({ state: 'ENDED', endCause: 'RECALLED', endedOn: today, endReason: '演示' });
    expect(events).toEqual([
      memberTermEnded({ memberId: id(3), councilId: id(1), communityCode, cause: 'RECALLED', endedOn: today, at: now, version: 2 }),
    ]);
    expect(() => endTerm(state, { cause: 'RESIGNED', reason: '演示' }, now)).toThrow(wrongState);
    expect(() => elapseTerm(member, '2026-12-31T15:59:59.999Z')).toThrow(wrongState);
    expect(elapseTerm(member, '2026-12-31T16:00:00.000Z').state).toMatchObject({ endCause: 'TERM_OVER', endedOn: '2026-12-31' });
    expect(() => elapseTerm(state, '2027-01-02T00:00:00.000Z')).toThrow(wrongState);
    expect(() => bindAccount(state, id(6))).toThrow(refused('term-ended'));
    expect(bindAccount(member, id(6)).state.accountId).toBe(id(6));
    expect(memberLife.all()).toHaveLength(2);
  });
});

describe('C-05 four roles, one at least, and what each records', () => {
  const all = Object.keys(recordedBy) as MemberRole[];
  const work = { id: id(7), memberId: id(3), occurredOn: today, summary: '演示', evidenceIds: [] };
  const recorded = { participants: 3, sessionId: id(11), projectId: id(12), opinions: 4 };

  it('whatever is assigned and taken away, one to four different roles stay', () => {
    const steps = fc.array(fc.record({ assigns: fc.boolean(), role: fc.constantFrom(...all) }), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (taken) => {
        let held = member;
        for (const { assigns, role } of taken)
          try {
            held = (assigns ? assignRole : relieveRole)(held, role).state;
          } catch (error) {
            expect(['role-held', 'role-not-held', 'role-last'].map((code) => `council.member.${code}`)).toContain(
              (error as { code: string }).code,
            );
          }
        expect(new Set(held.roles).size).toBe(held.roles.length);
        expect(held.roles.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each(all)('%s records what is its own, and neither less nor more', (role) => {
    const own = recordedBy[role];
    const holder = { ...member, roles: [role] };
    const { state } = logWork({ ...work, role, [own]: recorded[own] }, holder, now);
    expect(state).toMatchObject({ participants: null, sessionId: null, projectId: null, opinions: null, [own]: recorded[own] });
    expect(() => logWork({ ...work, role }, holder, now)).toThrow(refused('work-incomplete'));
    expect(() => logWork({ ...work, role, ...recorded }, holder, now)).toThrow(refused('work-unfit'));
    expect(() => logWork({ ...work, role, [own]: recorded[own] }, { ...member, roles: [] }, now)).toThrow(refused('role-not-held'));
  });

  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-03-31', true],
    ['2026-04-01', false],
  ])('done on %s is taken: %s', (occurredOn, taken) => {
    const log = () => logWork({ ...work, role: 'POLICY_PRESENTER', participants: 1, occurredOn }, member, now);
    if (taken) expect(log().state.occurredOn).toBe(occurredOn);
    else expect(log).toThrow(refused('outside-term'));
  });

  it('after an early end only what was done before it', () => {
    const ended = { ...member, state: 'ENDED' as const, endedOn: '2026-03-01' };
    const log = (occurredOn: string) => () => logWork({ ...work, role: 'POLICY_PRESENTER', participants: 1, occurredOn }, ended, now);
    expect(log('2026-03-01')).not.toThrow();
    expect(log('2026-03-02')).toThrow(refused('outside-term'));
  });
});

describe('C-04 C-T17 an interest recuses', () => {
  const declaring = { id: id(7), memberId: id(3), reason: '演示' };
  const nothing: Touched = { topicId: null, matter: null, subjectIds: [] };
  const interest = (about: object) => declare({ ...declaring, ...about }, member, id(5), now).state;

  it('is declared by the member or ordered by others, in one thing', () => {
    expect(interest({ topicId: id(20) }).origin).toBe('DECLARED');
    expect(declare({ ...declaring, matter: 'OTHER' }, member, id(6), now).state.origin).toBe('ORDERED');
    expect(() => interest({})).toThrow(refused('interest-unclear'));
    expect(() => interest({ topicId: id(20), subjectId: id(21) })).toThrow(refused('interest-unclear'));
    expect(() => declare({ ...declaring, topicId: id(20) }, { ...member, state: 'ENDED' }, id(5), now)).toThrow(refused('term-ended'));
  });

  it.each([
    ['nothing', {}, nothing, false],
    ['the topic', { topicId: id(20) }, { ...nothing, topicId: id(20) }, true],
    ['another topic', { topicId: id(20) }, { ...nothing, topicId: id(21) }, false],
    ['the matter', { matter: 'PROVIDER' }, { ...nothing, matter: 'PROVIDER' }, true],
    ['another matter', { matter: 'PROVIDER' }, { ...nothing, matter: 'OTHER' }, false],
    ['a thing decided upon', { subjectId: id(22) }, { ...nothing, subjectIds: [id(21), id(22)] }, true],
    ['no topic, with an interest in one', { topicId: id(20) }, nothing, false],
  ])('in what touches %s', (_, about, touched, recused) => {
    const interests = Object.keys(about).length ? [interest(about)] : [];
    expect(isRecused(member, interests, touched as Touched)).toBe(recused);
  });

  it('the bidder’s own member is recused without a declaration', () => {
    expect(isRecused(member, [], { ...nothing, subjectIds: [id(2)] })).toBe(true);
  });

  it('withdrawn it recuses no more, and is withdrawn once', () => {
    const over = withdraw(interest({ topicId: id(20) }), '演示', now).state;
    expect(isRecused(member, [over], { ...nothing, topicId: id(20) })).toBe(false);
    expect(() => withdraw(over, '演示', now)).toThrow(wrongState);
  });
});

describe('C-13 what a paired leader promises is followed up', () => {
  const council = { id: id(1), version: 1, communityCode, name: '演示', foundedOn: today, evidenceIds: [] };
  const pairing = pair({ id: id(30), councilId: id(1), personId: id(4), name: '演示领导', mode: 'LINKED_HELP' }, council, now).state;
  const adding = { id: id(31), pairingId: id(30), title: '演示', dueOn: today };
  const promised = addItem(adding, pairing, now).state;

  it('is added while the pairing lasts, for a day not before today', () => {
    expect(promised).toMatchObject({ state: 'OPEN', communityCode });
    expect(() => addItem({ ...adding, dueOn: '2026-03-30' }, pairing, now)).toThrow(refused('follow-up-due-invalid'));
    const ended = endPairing(pairing, '演示', now).state;
    expect(() => addItem(adding, ended, now)).toThrow(refused('pairing-ended'));
    expect(() => endPairing(ended, '演示', now)).toThrow(wrongState);
  });

  it('is overdue on the day after, once, and done from there or before', () => {
    expect(() => elapseItem(promised, '2026-03-31T15:59:59.999Z')).toThrow(wrongState);
    const { state: overdue, events } = elapseItem(promised, '2026-03-31T16:00:00.000Z');
    expect(overdue.state).toBe('OVERDUE');
    expect(events).toHaveLength(1);
    expect(() => elapseItem(overdue, '2026-04-02T16:00:00.000Z')).toThrow(wrongState);
    for (const before of [promised, overdue]) {
      const done = completeItem(before, { outcome: '演示', evidenceIds: [] }, now).state;
      expect(done.state).toBe('DONE');
      expect(() => completeItem(done, { outcome: '演示', evidenceIds: [] }, now)).toThrow(wrongState);
    }
    expect(followUpLife.all()).toHaveLength(3);
  });
});
