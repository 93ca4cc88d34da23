import { defaultPolicy } from '../service-field/service-field.rules.js';
import { expiryOf, fromQuestionnaire, fromVisit } from './need-update.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const policy = { ...defaultPolicy, needDays: { VISIT: 30, QUESTIONNAIRE: 10 } };
/** 11 March in Shanghai. */
const at = '2026-03-10T16:30:00.000Z';
const communityCode = '230521100001';

describe('C-16 needs from visits and questionnaires, with source, date and expiry', () => {
  it('hold so many days by their channel, counted in Shanghai', () => {
    expect(expiryOf(policy, 'VISIT', at)).toBe('2026-04-10');
    expect(expiryOf(policy, 'QUESTIONNAIRE', at)).toBe('2026-03-21');
  });

  it('a need said on a visit keeps its id and names the visit', () => {
    const told = { needId: id(1), visitId: id(2), householdId: id(3), estateId: id(4), communityCode, kind: 'REPAIR', at, version: 1 };
    expect(fromVisit(told, policy)).toEqual({
      ...{ id: id(1), version: 1, communityCode, householdId: id(3), kind: 'REPAIR', channel: 'VISIT', sourceId: id(2), saidAt: at },
      expiresOn: '2026-04-10',
    });
  });

  it('a kind chosen twice on a questionnaire is one need', () => {
    const answer = { id: id(5), communityCode, householdId: id(3) };
    const needs = [
      { id: id(6), kind: 'REPAIR' },
      { id: id(7), kind: 'ELDERLY_CARE' },
      { id: id(8), kind: 'REPAIR' },
    ];
    expect(fromQuestionnaire(answer, needs, policy, at)).toMatchObject([
      { id: id(6), kind: 'REPAIR', channel: 'QUESTIONNAIRE', sourceId: id(5), expiresOn: '2026-03-21' },
      { id: id(7), kind: 'ELDERLY_CARE' },
    ]);
  });
});
