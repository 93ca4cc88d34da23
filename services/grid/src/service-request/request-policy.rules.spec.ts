import { defaultPolicy } from './default-policy.rules.js';
import { acceptPolicy, ensureMode, termsOf } from './request-policy.rules.js';
import { requestRates } from './request-rates.rules.js';
import { refusal } from './request.fixture.js';

describe('G-38 G-42 what a jurisdiction lays down for requests', () => {
  const [first, ...others] = defaultPolicy.classes as [(typeof defaultPolicy.classes)[0], ...typeof defaultPolicy.classes];
  it.each([
    ['the default', defaultPolicy, 'accepted'],
    ['three service modes', { ...defaultPolicy, modes: defaultPolicy.modes.slice(1) }, 'platform.catalogue.cardinality'],
    ['a class twice', { ...defaultPolicy, classes: [first, first, ...others] }, 'grid.service-request.policy-invalid'],
    [
      'silence before the reopen window ends',
      { ...defaultPolicy, classes: [{ ...first, reopenDays: 10, autoConfirmDays: 3 }] },
      'grid.service-request.policy-invalid',
    ],
    [
      're-checks that do not rise',
      { ...defaultPolicy, classes: [{ ...first, recheckDays: [28, 14] }] },
      'grid.service-request.policy-invalid',
    ],
    [
      'no working hours',
      { ...defaultPolicy, calendar: { ...defaultPolicy.calendar, weekdays: {} } },
      'platform.working-calendar.hours-missing',
    ],
  ])('%s', (_, policy, expected) => expect(refusal(() => acceptPolicy(policy))).toBe(expected));

  it('a version published before there were re-checks is read as it was', () => {
    const { recheckDays, ...older } = first;
    const { similar, ...rest } = { ...defaultPolicy, classes: [older] };
    const policy = acceptPolicy(rest as typeof defaultPolicy);
    expect([recheckDays, termsOf(policy, first.code, null).class.recheckDays, policy.similar]).toEqual([[], [], similar]);
  });

  it('names the source of every limit', () => expect(defaultPolicy.classes.every(({ source }) => source)).toBe(true));

  it('knows its classes and modes alone', () => {
    const policy = acceptPolicy(defaultPolicy);
    expect(termsOf(policy, 'EMERGENCY', null).class.resolve).toEqual({ amount: 2, unit: 'calendar-hour' });
    expect([
      refusal(() => termsOf(policy, 'UNHEARD_OF', null)),
      refusal(() => ensureMode(policy, 'TELEPATHY')),
      refusal(() => ensureMode(policy, undefined)),
    ]).toEqual(['grid.service-request.class-unknown', 'grid.service-request.mode-unknown', 'accepted']);
  });
});

describe('G-40 G-T13 G-T14 G-T15 rates with their denominators', () => {
  const cohort = {
    filed: 60,
    neverAccepted: 3,
    due: 55,
    closed: 54,
    closedOnTime: 51,
    dispatched: 50,
    respondedInTime: 48,
    followedUp: 45,
    resolved: 41,
    rated: 44,
    satisfied: 40,
  };

  it('G-T13 55 due, 54 closed, 51 on time, 41 of 45 resolved, 40 of 44 satisfied', () => {
    const { closureRate, onTimeRate, resolutionRate, satisfactionRate, responseRate } = requestRates(cohort);
    expect([closureRate, onTimeRate, resolutionRate, satisfactionRate].map(({ value }) => value)).toEqual([98.18, 92.73, 91.11, 90.91]);
    expect([responseRate.value, responseRate.lowerBound, responseRate.denominator]).toEqual([96, 86.54, 50]);
  });

  it('G-T14 49 of 49 satisfied has a lower bound of 92.73 %, 5 of 5 of 56.55 %', () => {
    const of = (rated: number) => requestRates({ ...cohort, rated, satisfied: rated }).satisfactionRate;
    expect([of(49), of(5)].map(({ value, lowerBound }) => [value, lowerBound])).toEqual([
      [100, 92.73],
      [100, 56.55],
    ]);
  });

  it('G-T15 without data the rate is null', () => {
    expect(requestRates({ ...cohort, rated: 0, satisfied: 0 }).satisfactionRate).toEqual({
      numerator: 0,
      denominator: 0,
      value: null,
      lowerBound: null,
    });
  });
});
