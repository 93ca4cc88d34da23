import { checkReachable } from '@gezhi/shared/domain';
import { confirmList, dutyListLife, endList, issueList, listDuties, type ListSources } from './duty-list.rules.js';

const id = (last: string): string => `01900000-0000-7000-8000-0000000000${last}`;
const now = '2026-11-23T01:00:00.000Z';
const duty = (code: string, days: number) => ({ code, aim: 'BUILD_ABILITY' as const, criterion: `样例：${code}`, days });
const playbook = {
  types: [
    { type: 'CONFLICT_RESOLUTION', duties: [duty('MEDIATE', 30), duty('LISTEN', 7)] },
    { type: 'URBAN_RENEWAL', duties: [duty('SURVEY', 14)] },
  ],
  lineDuties: [
    { line: 'PUBLIC_SECURITY_GOVERNANCE' as const, ...duty('PATROL', 10) },
    { line: 'HOUSING_CONSTRUCTION' as const, ...duty('INSPECT', 10) },
  ],
};
const sources: ListSources = {
  type: 'CONFLICT_RESOLUTION',
  playbook,
  line: 'PUBLIC_SECURITY_GOVERNANCE',
  problems: [
    { id: id('32'), version: 4 },
    { id: id('31'), version: 2 },
  ],
};
const planned = listDuties(sources, now);

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-11 G-14 what a duty list is made of', () => {
  it('a conflict grid, the line 综治, two problems: two of the type, one of the line, one for each problem', () => {
    expect(planned.map(({ source, code, problemId }) => [source, code, problemId])).toEqual([
      ['PLAYBOOK', 'MEDIATE', null],
      ['PLAYBOOK', 'LISTEN', null],
      ['LINE', 'PATROL', null],
      ['PROBLEM', null, id('31')],
      ['PROBLEM', null, id('32')],
    ]);
  });

  it('no line and no problem: the two of the type', () => {
    expect(listDuties({ ...sources, line: null, problems: [] }, now).map(({ code }) => code)).toEqual(['MEDIATE', 'LISTEN']);
  });

  it('each has aim, criterion and the end of its last day; a problem has as long as the longest', () => {
    expect(planned.map(({ aim, due }) => [aim, due])).toEqual([
      ['BUILD_ABILITY', '2026-12-23T16:00:00.000Z'],
      ['BUILD_ABILITY', '2026-11-30T16:00:00.000Z'],
      ['BUILD_ABILITY', '2026-12-03T16:00:00.000Z'],
      ['SOLVE_PROBLEMS', '2026-12-23T16:00:00.000Z'],
      ['SOLVE_PROBLEMS', '2026-12-23T16:00:00.000Z'],
    ]);
    expect([planned[0]!.acceptanceCriterion, planned[3]!.acceptanceCriterion]).toEqual(['样例：MEDIATE', '问题整改并经他人核查']);
    expect(planned.map(({ originVersion }) => originVersion)).toEqual([0, 0, 0, 2, 4]);
  });

  it('a duty that type and line both ask for stands once, as one of the type', () => {
    const both = { ...playbook, lineDuties: [{ line: 'PUBLIC_SECURITY_GOVERNANCE' as const, ...duty('LISTEN', 90) }] };
    const listed = listDuties({ ...sources, playbook: both, problems: [] }, now);
    expect(listed.map(({ source, code, due }) => [source, code, due.slice(0, 10)])).toEqual([
      ['PLAYBOOK', 'MEDIATE', '2026-12-23'],
      ['PLAYBOOK', 'LISTEN', '2026-11-30'],
    ]);
  });
});

describe('G-11 G-14 a duty list', () => {
  const deployment = { id: id('02'), cadreId: id('01'), gridCode: '320404004003001', endedOn: null };
  const cadre = { active: true, accountId: id('03') };
  const dutyIds = planned.map((_, index) => id(`4${index}`));
  const { decision, duties } = issueList(id('05'), deployment, cadre, planned, dutyIds, now);
  const list = decision.state;

  it('reaches every state', () => expect(checkReachable(dutyListLife)).toEqual({ unreachable: [], unknown: [] }));

  it('is issued with its duties, and told of once with their number alone', () => {
    expect(duties.map((one) => [one.id, one.status, one.dutyListId, one.cadreId, one.accountId])).toEqual(
      dutyIds.map((dutyId) => [dutyId, 'ISSUED', list.id, id('01'), id('03')]),
    );
    expect(decision.events.map(({ event, data }) => [event.subject, data])).toEqual([
      ['grid.event.cadre.duty-list-issued.v1', expect.objectContaining({ dutyListId: list.id, duties: 5, version: 1, at: now })],
    ]);
    expect(JSON.stringify(decision.events)).not.toContain('样例');
  });

  it('is confirmed with what of it is still issued and theirs', () => {
    const [first, second, third, ...others] = duties;
    const met = [{ ...first!, status: 'COMPLETED' as const, completedAt: now }, { ...second!, accountId: id('09') }, third!, ...others];
    const confirmed = confirmList(list, met, id('03'), now);
    expect(confirmed.decision.state).toMatchObject({ status: 'CONFIRMED', confirmedAt: now });
    expect(confirmed.duties.map((one) => [one.id, one.status])).toEqual(dutyIds.slice(2).map((dutyId) => [dutyId, 'CONFIRMED']));
    expect(confirmed.decision.events[0]!.data).toMatchObject({ version: 2, duties: 5 });
  });

  it('ends, confirmed or not', () => {
    const confirmed = confirmList(list, duties, id('03'), now).decision.state;
    expect([endList(list, now).state, endList(confirmed, now).state].map(({ status, endedAt }) => [status, endedAt])).toEqual([
      ['ENDED', now],
      ['ENDED', now],
    ]);
  });

  const ended = endList(list, now).state;
  it.each<[string, () => unknown, string]>([
    [
      'issued after the recall',
      () => issueList(id('05'), { ...deployment, endedOn: '2026-11-01' }, cadre, [], [], now),
      'grid.cadre.already-recalled',
    ],
    ['issued to one who has left', () => issueList(id('05'), deployment, { ...cadre, active: false }, [], [], now), 'grid.cadre.withdrawn'],
    ['confirmed by another', () => confirmList(list, duties, id('09'), now), 'grid.cadre.duty-not-yours'],
    [
      'confirmed by nobody in particular',
      () => confirmList({ ...list, accountId: null }, duties, id('09'), now),
      'grid.cadre.duty-not-yours',
    ],
    ['confirmed once ended', () => confirmList(ended, duties, id('03'), now), 'grid.cadre.duty-wrong-state'],
    ['ended twice', () => endList(ended, now), 'grid.cadre.duty-wrong-state'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});
