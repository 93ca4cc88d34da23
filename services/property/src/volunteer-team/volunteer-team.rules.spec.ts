import { checkReachable } from '@gezhi/shared/domain';
import { assign, cancel, finish, volunteerTaskLife } from './volunteer-task.rules.js';
import { change, disband, form, volunteerTeamLife } from './volunteer-team.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const later = '2026-03-11T08:00:00.000Z';
const communityCode = '230521100001';
const coded = (name: string, details?: object) =>
  expect.objectContaining({ code: `property.volunteer-team.${name}`, ...(details && { details: expect.objectContaining(details) }) });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const aid = { name: '演示社工站', kind: 'SOCIAL_ORGANISATION' as const };
const school = { name: '演示中学', kind: 'SCHOOL' as const };
const team = form({ id: id(1), communityCode, name: '演示服务队', organisations: [aid, school] }, now).state;
const given = { id: id(2), teamId: id(1), estateId: id(3), title: '清理楼道杂物' };
const task = assign(given, team, { communityCode }, now).state;

describe('P-17 volunteer teams of organisations', () => {
  it('each organisation is in a team once', () => {
    expect(checkReachable(volunteerTeamLife)).toEqual({ unreachable: [], unknown: [] });
    expect(team).toMatchObject({ state: 'STANDING', organisations: [aid, school], formedAt: now });
    expect(change(team, [school]).state.organisations).toEqual([school]);
    const twice = coded('organisation-repeated', { names: ['演示社工站'] });
    expect(() => form({ ...team, organisations: [aid, aid] }, now)).toThrow(twice);
    expect(() => change(team, [aid, school, aid])).toThrow(twice);
  });

  it('a team is disbanded when none of its tasks is left', () => {
    expect(() => disband(team, 2, later)).toThrow(coded('tasks-open', { count: 2 }));
    const ended = disband(team, 0, later).state;
    expect(ended).toMatchObject({ state: 'DISBANDED', disbandedAt: later });
    expect(() => disband(ended, 0, later)).toThrow(wrongState);
    expect(() => change(ended, [school])).toThrow(wrongState);
    expect(() => assign(given, ended, { communityCode }, later)).toThrow(coded('team-disbanded'));
  });

  it('a task is in an estate of the community', () => {
    expect(task).toMatchObject({ ...given, state: 'ASSIGNED', communityCode, outcome: null, endedAt: null });
    expect(() => assign(given, undefined, { communityCode }, now)).toThrow(coded('team-unknown'));
    expect(() => assign(given, team, undefined, now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
    expect(() => assign(given, team, { communityCode: '230521100002' }, now)).toThrow(coded('estate-elsewhere'));
  });

  it('ends done with evidence, or cancelled for a reason, and that stands', () => {
    expect(checkReachable(volunteerTaskLife)).toEqual({ unreachable: [], unknown: [] });
    const done = finish(task, { outcome: '已清理', evidenceIds: [id(8)] }, later).state;
    const cancelled = cancel(task, '居民已自行清理', later).state;
    expect(done).toMatchObject({ state: 'DONE', outcome: '已清理', evidenceIds: [id(8)], endedAt: later });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', reason: '居民已自行清理', endedAt: later });
    for (const end of [done, cancelled]) {
      expect(() => finish(end, { outcome: '再次', evidenceIds: [id(8)] }, later)).toThrow(wrongState);
      expect(() => cancel(end, '再次', later)).toThrow(wrongState);
    }
  });
});
