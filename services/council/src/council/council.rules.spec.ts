import { coBuildingProjectCompleted, councilFounded } from '@gezhi/shared/contracts';
import {
  abandon,
  agreementLife,
  complete,
  conclude,
  end,
  projectLife,
  report,
  start,
  type AgreementState,
  type ProjectState,
} from './agreement.rules.js';
import { admit, found, open, organizationLife, withdraw, type CouncilState, type MemberOrganizationState } from './council.rules.js';

const id = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const communityCode = '230521100001';
/** In Shanghai it is the next day already. */
const now = '2026-03-30T16:30:00.000Z';
const today = '2026-03-31';
const refused = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `council.council.${code}` });
const wrongState = refused('platform.request.wrong-state');

const council: CouncilState = { id: id(1), version: 1, communityCode, name: '演示议事会', foundedOn: today, evidenceIds: [id(9)] };
const organization: MemberOrganizationState = admit(
  { id: id(2), councilId: id(1), kind: 'ENTERPRISE', name: '演示企业' },
  council,
  now,
).state;
const concluding = { id: id(3), organizationId: id(2), title: '演示', from: today, to: '2026-12-31', evidenceIds: [id(9)] };
const agreement: AgreementState = conclude(concluding, organization).state;
const starting = { id: id(4), agreementId: id(3), title: '演示', dueOn: '2026-06-30' };
const project: ProjectState = start(starting, agreement, undefined, now).state;

describe('C-01 a council is anchored on a community, with the organisations that take part', () => {
  it('is founded on the day in Shanghai, and told of', () => {
    const { state, events } = found({ id: id(1), communityCode, name: '演示议事会', evidenceIds: [id(9)] }, now);
    expect(state).toEqual(council);
    expect(events).toEqual([councilFounded({ councilId: id(1), communityCode, foundedOn: today, at: now })]);
  });

  it('an organisation leaves once, with a reason', () => {
    const left = withdraw(organization, '演示', now).state;
    expect(left).toMatchObject({ state: 'WITHDRAWN', withdrawnOn: today });
    expect(() => withdraw(left, '演示', now)).toThrow(wrongState);
    expect(organizationLife.all()).toHaveLength(1);
  });
});

describe('C-02 agreements and the projects under them', () => {
  it('an agreement is concluded with a member, and its days are in order', () => {
    expect(agreement).toMatchObject({ state: 'CONCLUDED', councilId: id(1), communityCode });
    expect(() => conclude(concluding, withdraw(organization, '演示', now).state)).toThrow(refused('organization-withdrawn'));
    expect(() => conclude({ ...concluding, to: '2026-03-30' }, organization)).toThrow(refused('date-invalid'));
  });

  it('it ends once, and then, or outside its days, no project starts under it', () => {
    const ended = end(agreement, '演示', now).state;
    expect(ended).toMatchObject({ state: 'ENDED', endedOn: today });
    expect(() => end(ended, '演示', now)).toThrow(wrongState);
    expect(() => start(starting, ended, undefined, now)).toThrow(refused('agreement-not-in-force'));
    expect(() => start(starting, { ...agreement, to: '2026-03-30' }, undefined, now)).toThrow(refused('agreement-not-in-force'));
    expect(() => start({ ...starting, dueOn: '2026-03-30' }, agreement, undefined, now)).toThrow(refused('date-invalid'));
    expect(agreementLife.all()).toHaveLength(2);
  });

  it.each([
    ['2026-06-30T15:59:59.999Z', true],
    ['2026-06-30T16:00:00.000Z', false],
  ])('completed at %s it is on time: %s', (at, isOnTime) => {
    const { state, events } = complete(report(project, { id: id(4), progress: '演示', percent: 80 }).state, { evidenceIds: [id(9)] }, at);
    expect(state).toMatchObject({ state: 'COMPLETED', percent: 100 });
    expect(events).toMatchObject([{ event: coBuildingProjectCompleted, data: { isOnTime, version: 2 } }]);
  });

  it('what is over is neither reported, completed nor abandoned', () => {
    const over = abandon(project, { reason: '演示' }, now).state;
    expect(over).toMatchObject({ state: 'ABANDONED', endReason: '演示' });
    expect(() => report(over, { id: id(4), progress: '演示', percent: 1 })).toThrow(wrongState);
    expect(() => complete(over, { evidenceIds: [id(9)] }, now)).toThrow(wrongState);
    expect(() => abandon(over, { reason: '演示' }, now)).toThrow(wrongState);
    expect(projectLife.all()).toHaveLength(3);
  });
});

describe('C-03 a programme labels what is done at its place and below', () => {
  const programme = open({ id: id(5), placeCode: '230521', title: '灯塔回航', from: today }).state;

  it('lasts without a last day, which else is not before the first', () => {
    expect(programme.to).toBeNull();
    expect(() => open({ id: id(5), placeCode: '230521', title: '灯塔回航', from: today, to: '2026-03-30' })).toThrow(
      refused('date-invalid'),
    );
  });

  it.each([
    ['its county', programme, undefined],
    ['another county', { ...programme, placeCode: '320404' }, 'programme-unknown'],
    ['none of this id', undefined, 'programme-unknown'],
    ['one that is over', { ...programme, to: '2026-03-30' }, 'programme-unknown'],
  ])('a project under the programme of %s', (_, found, code) => {
    const starts = () => start({ ...starting, programmeId: id(5) }, agreement, found, now).state;
    if (code) expect(starts).toThrow(refused(code));
    else expect(starts()).toMatchObject({ programmeId: id(5) });
  });
});
