import { defaultPolicy } from '../service-field/service-field.rules.js';
import { changeAbility, leave, offer, recordService, report, returningMemberLife } from './returning-member.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const home = '230521100001';
const input = {
  ...{ id: id(1), personId: id(2), homeCommunityCode: home, name: '演示党员', workUnit: '演示单位', workCommunityCode: '230521100002' },
  ...{ skills: ['TUTORING', 'TUTORING'], slots: ['WEEKEND_DAY' as const] },
};
const member = () => report(input, defaultPolicy, now).state;
const left = () => leave(member(), '2026-06-01T08:00:00.000Z').state;
const refusal = (name: string) => expect.objectContaining({ code: `council.returning-member.${name}` });
const offered = {
  ...{ id: id(3), memberId: id(1), field: 'CULTURE', skills: ['TUTORING'], title: '演示：周末课业辅导', slots: ['WEEKEND_DAY' as const] },
  ...{ from: '2026-03-01', to: '2026-12-31', capacity: 2 },
};
const served = { id: id(4), memberId: id(1), field: 'CULTURE', servedOn: '2026-03-10', minutes: 90, summary: '演示服务' };

describe('C-15, C-03, C-14 who works elsewhere returns to serve at home', () => {
  it('reports back with skills and times, and nothing is told of it', () => {
    const { state, events } = report(input, defaultPolicy, now);
    expect(state).toMatchObject({ state: 'REPORTED', skills: ['TUTORING'], reportedOn: '2026-03-10', leftOn: null });
    expect(state).not.toHaveProperty('name');
    expect(events).toEqual([]);
  });

  it('the work unit lies elsewhere, and skills are in the taxonomy', () => {
    expect(() => report({ ...input, workCommunityCode: home }, defaultPolicy, now)).toThrow(refusal('work-unit-at-home'));
    expect(report({ ...input, workCommunityCode: undefined }, defaultPolicy, now).state.workCommunityCode).toBeNull();
    expect(() => report({ ...input, skills: ['PALACE'] }, defaultPolicy, now)).toThrow(refusal('skill-unknown'));
    expect(() => changeAbility(member(), { skills: ['PALACE'], slots: input.slots }, defaultPolicy)).toThrow(refusal('skill-unknown'));
    expect(changeAbility(member(), { skills: [], slots: ['WEEKDAY_EVENING'] }, defaultPolicy).state).toMatchObject({ skills: [] });
  });

  it('an offer says nothing of whose it is', () => {
    const { state, events } = offer(offered, member(), defaultPolicy, now);
    expect(state).toMatchObject({ placeCode: home, provider: 'VOLUNTEER', organizationId: null });
    expect(JSON.stringify([state, events])).not.toContain(id(1));
    expect(JSON.stringify([state, events])).not.toContain(id(2));
  });

  it('the service record counts from the report on, and not in the future', () => {
    expect(recordService(served, member(), defaultPolicy, now).state).toMatchObject({ minutes: 90, matchId: null });
    for (const servedOn of ['2026-03-09', '2026-03-11'])
      expect(() => recordService({ ...served, servedOn }, member(), defaultPolicy, now)).toThrow(refusal('served-in-future'));
    expect(() => recordService({ ...served, field: 'PALACE' }, member(), defaultPolicy, now)).toThrow(
      expect.objectContaining({ code: 'council.service-field.field-unknown' }),
    );
  });

  it('who has left offers nothing and changes nothing', () => {
    expect(left()).toMatchObject({ state: 'LEFT', leftOn: '2026-06-01' });
    expect(() => leave(left(), now)).toThrow(refusal('has-left'));
    expect(() => offer(offered, left(), defaultPolicy, now)).toThrow(refusal('has-left'));
    expect(() => changeAbility(left(), input, defaultPolicy)).toThrow(refusal('has-left'));
    expect(() => recordService({ ...served, servedOn: '2026-06-02' }, left(), defaultPolicy, '2026-07-01T08:00:00.000Z')).toThrow(
      refusal('served-in-future'),
    );
    expect(returningMemberLife.all()).toHaveLength(2);
  });
});
