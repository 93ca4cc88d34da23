import { checkReachable } from '@gezhi/shared/domain';
import { beginTrial, completeSurvey, endTrial, estateLife, register, takeOver, type EstateState } from './takeover.rules.js';

const now = '2026-03-01T00:00:00.000Z';
const estate: EstateState = register(
  {
    id: '01890000-0000-7000-8000-000000000001',
    communityCode: '230521100001',
    name: '演示小区',
    addressLabel: '演示路1号',
    cause: 'PROVIDER_LEFT',
    grounds: '演示：物业撤离后无人管理',
    evidenceIds: ['01890000-0000-7000-8000-0000000000e1'],
  },
  now,
).state;
const coded = (code: string, details?: object) => expect.objectContaining({ code: `property.estate.${code}`, ...(details && { details }) });

describe('P-01, P-21 the way of an estate', () => {
  it('begins abandoned, and every state can be reached', () => {
    expect(estate).toMatchObject({ status: 'ABANDONED', registeredAt: now, surveyedAt: null, version: 1 });
    expect(() => checkReachable(estateLife)).not.toThrow();
  });

  it('is surveyed once, when each of its facilities has a survey', () => {
    const { state } = completeSurvey(estate, [{ label: '东门路灯', grade: 'DAMAGED' }], now);
    expect(state).toMatchObject({ status: 'SURVEYED', surveyedAt: now });
    expect(() => completeSurvey(state, [{ label: '东门路灯', grade: 'DAMAGED' }], now)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
  });

  it('is not surveyed without a facility, or with one that nobody looked at', () => {
    expect(() => completeSurvey(estate, [], now)).toThrow(coded('no-facility'));
    const inventory = [
      { label: '东门路灯', grade: 'INTACT' },
      { label: '排水沟', grade: null },
    ];
    expect(() => completeSurvey(estate, inventory, now)).toThrow(coded('facility-not-surveyed', { facilities: ['排水沟'] }));
  });

  it('is taken over from a trial alone, and a trial may end without', () => {
    const surveyed = completeSurvey(estate, [{ label: '东门路灯', grade: 'DAMAGED' }], now).state;
    const trial = beginTrial(surveyed).state;
    expect([trial.status, endTrial(trial).state.status, takeOver(trial).state.status]).toEqual(['TRIAL', 'SURVEYED', 'TAKEN_OVER']);
    const refused = expect.objectContaining({ code: 'platform.request.wrong-state' });
    for (const state of [estate, trial, takeOver(trial).state]) expect(() => beginTrial(state)).toThrow(refused);
    for (const state of [estate, surveyed, takeOver(trial).state]) {
      expect(() => endTrial(state)).toThrow(refused);
      expect(() => takeOver(state)).toThrow(refused);
    }
  });
});
