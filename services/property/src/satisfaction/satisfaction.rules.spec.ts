import fc from 'fast-check';
import { defaultPolicy } from './satisfaction-policy.rules.js';
import { answer, open } from './satisfaction.rules.js';
import { changeOf, resultOf, trendOf, type Counted } from './trend.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-04-01T04:00:00.000Z';
const communityCode = '230521100001';
const input = { id: id(5), estateId: id(1), periodFrom: '2026-01-01', periodTo: '2026-03-31', closesOn: '2026-04-10' };
const survey = open(input, { communityCode }, defaultPolicy, now).state;
const dwelling = { communityCode, hasLeft: false, isOfUnit: true, isRegistered: true };
const said = { id: id(6), surveyId: id(5), householdId: id(30), score: 4 };
const coded = (code: string) => expect.objectContaining({ code: `property.satisfaction.${code}` });
const counted: Counted = { leastAnswers: 5, isClosed: true, answers: 10, satisfied: 9, covered: 8, households: 20 };

describe('P-25 satisfaction by estate and period', () => {
  it('a survey is about a period that has begun, and open to the end of its last day', () => {
    expect(survey).toMatchObject({ satisfiedFrom: 4, leastAnswers: 5, openedAt: now, closesAt: '2026-04-10T16:00:00.000Z' });
    const refused = (more: Partial<typeof input>, code: string) =>
      expect(() => open({ ...input, ...more }, { communityCode }, defaultPolicy, now)).toThrow(coded(code));
    refused({ periodTo: '2025-12-31' }, 'period-invalid');
    refused({ periodFrom: '2026-04-02', periodTo: '2026-06-30' }, 'period-invalid');
    refused({ closesOn: '2026-03-31' }, 'closes-in-past');
    expect(() => open(input, undefined, defaultPolicy, now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
  });

  it('a household of the estate answers before it closes, itself or on paper', () => {
    expect(answer(said, survey, dwelling, [], now).state).toMatchObject({ score: 4, answeredBy: 'HOUSEHOLD', estateId: id(1) });
    expect(answer(said, survey, dwelling, [id(90)], now).state).toMatchObject({ answeredBy: 'PAPER', evidenceIds: [id(90)] });
    expect(() => answer(said, undefined, dwelling, [], now)).toThrow(coded('survey-unknown'));
    expect(() => answer(said, survey, { ...dwelling, isOfUnit: false }, [], now)).toThrow(coded('household-elsewhere'));
    expect(() => answer(said, survey, undefined, [], now)).toThrow(coded('household-elsewhere'));
    expect(answer(said, survey, dwelling, [], '2026-04-10T15:59:59.999Z').state.version).toBe(1);
    expect(() => answer(said, survey, dwelling, [], survey.closesAt)).toThrow(coded('survey-closed'));
  });

  it('shows the satisfied of those who answered once it is closed and enough did, and how many of the register answered', () => {
    expect(resultOf(counted)).toMatchObject({
      satisfaction: { numerator: 9, denominator: 10, value: 90 },
      coverage: { numerator: 8, denominator: 20, value: 40 },
    });
    expect(resultOf({ ...counted, isClosed: false }).satisfaction).toBeNull();
    expect(resultOf({ ...counted, answers: 4, satisfied: 4 }).satisfaction).toBeNull();
    expect(resultOf({ ...counted, covered: 0, households: 0 }).coverage.value).toBeNull();
  });

  it('the trend tells each change since the survey before, and none where one of the two shows nothing', () => {
    const surveys = [counted, { ...counted, satisfied: 7 }, { ...counted, answers: 3, satisfied: 3 }, { ...counted, satisfied: 1 }];
    expect(trendOf(surveys).map(({ change }) => change)).toEqual([20, null, null, null]);
    expect(changeOf(undefined, resultOf(counted).satisfaction)).toBeNull();
  });

  it('changes add up to what lies between the first and the last survey', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(shares, (satisfied) => {
        const trend = trendOf(satisfied.map((one) => ({ ...counted, answers: 300, satisfied: one })));
        const hundredths = (value: number) => Math.round(value * 100);
        const sum = trend.slice(0, -1).reduce((total, { change }) => total + hundredths(change!), 0);
        expect(sum).toBe(hundredths(trend[0]!.satisfaction!.value!) - hundredths(trend.at(-1)!.satisfaction!.value!));
      }),
    );
  });
});
