import fc from 'fast-check';
import { checkReachable } from '@gezhi/shared/domain';
import { declaredOnDevice, recordVisit, type VisitFacts } from './household-visit.rules.js';
import { change, disband, form, taskTeamLife } from './task-team.rules.js';
import { acceptPolicy, defaultPolicy } from './visit-team-policy.rules.js';
import { disbandVisitTeam, formAfterTemplate, unfilled, visitTeamLife, type Recruits } from './visit-team.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const estate = { communityCode: '230521100001' };
const coded = (name: string, details?: object) =>
  expect.objectContaining({ code: `property.visit-team.${name}`, ...(details && { details: expect.objectContaining(details) }) });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-03 the task team of an estate', () => {
  const input = { id: id(1), estateId: id(2), members: [{ accountId: id(11), function: 'LEADER' as const }] };
  const posted = [11, 12].map((n) => ({ accountId: id(n), role: 'cadre' as const }));

  it('is made up of those who hold a post there', () => {
    expect(() => form(input, estate, [], now)).toThrow(coded('account-unknown', { accountIds: [id(11)] }));
    const members = [...input.members, { accountId: id(13), function: 'MEMBER' as const }];
    expect(() => change(form(input, estate, posted, now).state, members, posted)).toThrow(
      coded('account-unknown', { accountIds: [id(13)] }),
    );
  });

  it('has one leader and nobody twice, and changes until it is disbanded', () => {
    expect(checkReachable(taskTeamLife)).toEqual({ unreachable: [], unknown: [] });
    const team = form(input, estate, posted, now).state;
    expect(team).toMatchObject({ state: 'STANDING', communityCode: estate.communityCode, disbandedAt: null });
    const members = [...input.members, { accountId: id(12), function: 'MEMBER' as const }];
    expect(change(team, members, posted).state.members).toHaveLength(2);
    const ended = disband(team, now).state;
    expect(ended).toMatchObject({ state: 'DISBANDED', disbandedAt: now });
    expect(() => change(ended, members, posted)).toThrow(wrongState);
    expect(() => disband(ended, now)).toThrow(wrongState);
  });

  it.each([
    ['one twice', [input.members[0]!, { accountId: id(11), function: 'MEMBER' as const }], 'member-repeated'],
    ['no leader', [{ accountId: id(11), function: 'MEMBER' as const }], 'one-leader'],
    ['two leaders', [input.members[0]!, { accountId: id(12), function: 'LEADER' as const }], 'one-leader'],
  ])('refuses %s', (_, members, code) => {
    expect(() => form({ ...input, members }, estate, posted, now)).toThrow(coded(code));
    expect(() => change(form(input, estate, posted, now).state, members, posted)).toThrow(coded(code));
  });

  it('of an estate that is not known there is none', () => {
    expect(() => form(input, undefined, posted, now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
  });
});

const members = [
  { accountId: id(11), seat: 'TASK_TEAM_MEMBER' },
  { accountId: id(12), seat: 'COMMUNITY_WORKER' },
  { accountId: id(13), seat: 'GRID_WORKER' },
];
const recruits: Recruits = {
  ...{ estate, policy: defaultPolicy, taskTeam: { members: [{ accountId: id(11) }] } },
  posted: [
    { accountId: id(11), role: 'cadre' },
    { accountId: id(12), role: 'community-secretary' },
    { accountId: id(13), role: 'grid-worker' },
  ],
};
const input = { id: id(3), estateId: id(2), members };
const team = formAfterTemplate(input, recruits, now).state;

describe('P-04 visit teams of one and two', () => {
  it('the template of the platform has three seats, all assumed; a jurisdiction’s own must differ', () => {
    expect(defaultPolicy.seats.map(({ count, assumed }) => [count, assumed])).toEqual([
      [1, true],
      [1, true],
      [1, true],
    ]);
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    const twice = { ...defaultPolicy, seats: [defaultPolicy.seats[0]!, defaultPolicy.seats[0]!] };
    expect(() => acceptPolicy(twice)).toThrow(coded('policy-invalid', { seats: ['TASK_TEAM_MEMBER'] }));
  });

  it('one is formed with every seat filled by somebody fit for it', () => {
    expect(checkReachable(visitTeamLife)).toEqual({ unreachable: [], unknown: [] });
    expect(team).toMatchObject({ state: 'STANDING', members, seats: defaultPolicy.seats.map(({ code, count }) => ({ code, count })) });
    expect(disbandVisitTeam(team, now).state.state).toBe('DISBANDED');
    expect(() => disbandVisitTeam(disbandVisitTeam(team, now).state, now)).toThrow(wrongState);
  });

  it.each<[string, Partial<typeof input>, Partial<Recruits>, string, object | undefined]>([
    ['one without a post there', {}, { posted: recruits.posted.slice(1) }, 'account-unknown', { accountIds: [id(11)] }],
    [
      'a seat of no template',
      { members: [...members.slice(1), { accountId: id(11), seat: 'DOCTOR' }] },
      {},
      'seat-unknown',
      { seats: ['DOCTOR'] },
    ],
    ['an empty seat', { members: members.slice(0, 2) }, {}, 'seat-unfilled', { seats: ['GRID_WORKER'] }],
    ['one on two seats', { members: [...members, { accountId: id(11), seat: 'COMMUNITY_WORKER' }] }, {}, 'member-repeated', undefined],
    ['no task team', {}, { taskTeam: undefined }, 'task-team-missing', undefined],
    ['one outside the task team', {}, { taskTeam: { members: [{ accountId: id(12) }] } }, 'seat-unfit', { accountIds: [id(11)] }],
    [
      'one posted in another role',
      {},
      { posted: recruits.posted.map((one) => ({ ...one, role: 'cadre' })) },
      'seat-unfit',
      { accountIds: [id(13)] },
    ],
  ])('refuses %s', (_, more, facts, code, details) => {
    expect(() => formAfterTemplate({ ...input, ...more }, { ...recruits, ...facts }, now)).toThrow(coded(code, details));
  });

  const visit = { id: id(5), teamId: id(3), householdId: id(6), presentIds: members.map(({ accountId }) => accountId), occurredAt: now };
  const facts: VisitFacts = {
    ...{ team, policy: { lateDays: 7 }, actorId: id(13) },
    household: { communityCode: estate.communityCode, hasLeft: false, inEstate: true },
  };

  it('a visit of the full team counts, whoever of it records', () => {
    for (const actorId of visit.presentIds)
      expect(recordVisit(visit, { ...facts, actorId }, now).state).toMatchObject({
        estateId: id(2),
        recordedById: actorId,
        occurredAt: now,
      });
    const twice = { ...visit, presentIds: [...visit.presentIds, id(11)] };
    expect(recordVisit(twice, facts, now).state.presentIds).toEqual(visit.presentIds);
  });

  it.each<[string, Partial<typeof visit>, Partial<VisitFacts>, string, object | undefined]>([
    ['a team that is not known', {}, { team: undefined }, 'team-unknown', undefined],
    ['somebody outside the team', {}, { actorId: id(99) }, 'team-unknown', undefined],
    ['a household of no unit of the estate', {}, { household: { ...facts.household!, inEstate: false } }, 'household-unknown', undefined],
    ['a household that left', {}, { household: { ...facts.household!, hasLeft: true } }, 'household-unknown', undefined],
    ['a household that is not known', {}, { household: undefined }, 'household-unknown', undefined],
    ['two of three', { presentIds: [id(11), id(13)] }, {}, 'make-up-incomplete', { seats: ['COMMUNITY_WORKER'] }],
    ['a stranger among them', { presentIds: [...visit.presentIds, id(99)] }, {}, 'present-unknown', { accountIds: [id(99)] }],
    ['one who was not there', { presentIds: [id(11), id(12)] }, {}, 'recorder-absent', undefined],
    ['a visit before the team', { occurredAt: '2026-03-10T07:59:59.999Z' }, {}, 'team-not-formed', undefined],
    ['the future', { occurredAt: '2026-03-10T08:02:00.001Z' }, {}, 'in-the-future', undefined],
    ['too long ago', { occurredAt: '2026-03-03T07:59:59.999Z' }, {}, 'too-long-ago', { earliest: '2026-03-03T08:00:00.000Z' }],
  ])('refuses %s', (_, more, other, code, details) => {
    expect(() => recordVisit({ ...visit, ...more }, { ...facts, ...other }, now)).toThrow(coded(code, details));
  });

  it('what a team visited before it was disbanded may be recorded after', () => {
    const ended = disbandVisitTeam(team, now).state;
    const later = '2026-03-11T08:00:00.000Z';
    expect(recordVisit(visit, { ...facts, team: ended }, later).state.occurredAt).toBe(now);
    expect(() => recordVisit({ ...visit, occurredAt: later }, { ...facts, team: ended }, later)).toThrow(coded('team-disbanded'));
  });

  it('a clock two minutes fast means now', () => {
    expect(declaredOnDevice('2026-03-10T08:02:00.000Z', now, 7)).toBe(now);
    expect(declaredOnDevice('2026-03-03T08:00:00.000Z', now, 7)).toBe('2026-03-03T08:00:00.000Z');
  });

  it('for any template and any presence a visit counts exactly when each seat has its number', () => {
    const codes = ['A1', 'B1', 'C1'] as const;
    const template = fc.uniqueArray(fc.record({ code: fc.constantFrom(...codes), count: fc.integer({ min: 1, max: 3 }) }), {
      selector: ({ code }) => code,
      minLength: 1,
    });
    fc.assert(
      fc.property(
        template,
        fc.array(fc.record({ seat: fc.constantFrom(...codes), present: fc.boolean() }), { maxLength: 12 }),
        (seats, people) => {
          const crew = people.map(({ seat }, index) => ({ accountId: id(100 + index), seat }));
          const presentIds = people.flatMap(({ present }, index) => (present ? [id(100 + index)] : []));
          fc.pre(presentIds.length > 0);
          const full = seats.every(({ code, count }) => people.filter(({ seat, present }) => present && seat === code).length >= count);
          const outcome = () =>
            recordVisit({ ...visit, presentIds }, { ...facts, team: { ...team, seats, members: crew }, actorId: presentIds[0]! }, now);
          if (full) expect(outcome().state.presentIds).toEqual(presentIds);
          else expect(outcome).toThrow(coded('make-up-incomplete'));
          expect(unfilled(seats, []).length).toBe(seats.length);
        },
      ),
    );
  });
});
