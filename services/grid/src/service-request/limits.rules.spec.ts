import { week } from './request.fixture.js';
import { acceptPolicy, termsOf } from './request-policy.rules.js';
import { defaultPolicy } from './default-policy.rules.js';
import { ensureLadderRises, ensureLimitsEnd, ensureLimitsInOrder, limitsOf } from './limits.rules.js';

describe('G-08 limits by the type of the grid', () => {
  const general = defaultPolicy.classes.find(({ code }) => code === 'GENERAL')!;
  const hour = { amount: 1, unit: 'calendar-hour' } as const;
  const special = { ...general, byGridType: { CONFLICT_RESOLUTION: { firstResponse: hour } } };

  it.each([
    ['CONFLICT_RESOLUTION', hour],
    ['COMMUNITY_BUILDING', general.firstResponse],
    [null, general.firstResponse],
  ] as const)('in a grid of type %s', (type, firstResponse) => {
    expect(limitsOf(special, type)).toMatchObject({ firstResponse, resolve: general.resolve });
  });

  it('what is not laid down for a type stays, and nothing else of the class changes', () => {
    const resolved = limitsOf({ ...general, byGridType: { URBAN_RENEWAL: { resolve: hour } } }, 'URBAN_RENEWAL');
    expect([resolved.firstResponse, resolved.resolve, resolved.reopenDays]).toEqual([general.firstResponse, hour, general.reopenDays]);
  });

  it('the terms of a request are those of the type of its grid', () => {
    const policy = acceptPolicy({ ...defaultPolicy, classes: [special] });
    expect(termsOf(policy, 'GENERAL', 'CONFLICT_RESOLUTION').class.firstResponse).toEqual(hour);
    expect(termsOf(policy, 'GENERAL', null).class.firstResponse).toEqual(general.firstResponse);
  });
});

describe('G-42 no first response is due later than the resolution', () => {
  const general = defaultPolicy.classes.find(({ code }) => code === 'GENERAL')!;
  const limit = (text: string) => {
    const [amount, unit] = text.split(' ') as [string, 'working-hour' | 'working-day' | 'calendar-hour' | 'calendar-day'];
    return { amount: Number(amount), unit };
  };
  const publish =
    (firstResponse: string, resolve: string, more: object = {}) =>
    () =>
      ensureLimitsInOrder([{ ...general, firstResponse: limit(firstResponse), resolve: limit(resolve), ...more }], week());

  it('the table of section 5.1 is in order', () => expect(() => ensureLimitsInOrder(defaultPolicy.classes, week())).not.toThrow());

  it.each([
    ['24 calendar-hour', '1 calendar-day'],
    ['7 working-hour', '1 working-day'],
    ['4 working-hour', '24 calendar-hour'],
    ['1 calendar-day', '1 working-day'],
  ])('%s, resolved within %s', (first, resolve) => expect(publish(first, resolve)).not.toThrow());

  it.each([
    ['25 calendar-hour', '1 calendar-day'],
    ['8 working-hour', '1 working-day'],
    ['4 working-hour', '2 calendar-hour'],
    ['24 calendar-hour', '4 working-hour'],
    ['5 working-day', '3 calendar-day'],
  ])('%s, resolved within %s: refused, naming the class', (first, resolve) => {
    expect(publish(first, resolve)).toThrow(
      expect.objectContaining({ code: 'grid.service-request.limits-reversed', details: { classes: ['GENERAL'] } }),
    );
  });

  it('in grids of a type neither', () => {
    const byGridType = { URBAN_RENEWAL: { resolve: limit('1 calendar-hour') } };
    expect(publish('4 working-hour', '7 calendar-day', { byGridType })).toThrow(
      expect.objectContaining({ code: 'grid.service-request.limits-reversed' }),
    );
  });
});

describe('G-42 every limit comes due', () => {
  const general = defaultPolicy.classes.find(({ code }) => code === 'GENERAL')!;
  const invalid = (details: object) => expect.objectContaining({ code: 'grid.service-request.policy-invalid', details });
  const within = (amount: number, unit: 'working-hour' | 'working-day' | 'calendar-hour' | 'calendar-day') => [
    { ...general, resolve: { amount, unit } },
  ];

  it('the table of section 5.1 does', () =>
    expect(() => ensureLimitsEnd(defaultPolicy.classes, week(), defaultPolicy.escalation)).not.toThrow());

  it.each([
    ['27 years', within(10_000, 'calendar-day'), week()],
    ['hours of a week that works one minute', within(100, 'working-hour'), week({ weekdays: { 1: [['09:00', '09:01']] } })],
    ['days of a week that works one', within(1000, 'working-day'), week({ weekdays: { 1: [['09:00', '17:00']] } })],
  ])('refuses %s, naming the class', (_, classes, calendar) =>
    expect(() => ensureLimitsEnd(classes, calendar, [])).toThrow(invalid({ classes: ['GENERAL'] })),
  );

  it('and every step of its ladder', () => {
    const classes = within(365, 'calendar-day');
    expect(() => ensureLimitsEnd(classes, week(), [{ level: 1, percent: 1000 }])).not.toThrow();
    expect(() => ensureLimitsEnd(within(366, 'calendar-day'), week(), [{ level: 1, percent: 1000 }])).toThrow(
      invalid({ classes: ['GENERAL'] }),
    );
  });
});

describe('G-42 an escalation climbs', () => {
  const ladder =
    (...steps: [level: number, percent: number][]) =>
    () =>
      ensureLadderRises(steps.map(([level, percent]) => ({ level, percent })));

  it.each([
    [[]],
    [[[1, 100]]],
    [
      [
        [2, 150],
        [1, 100],
      ],
    ],
  ] as [number, number][][][])('by %j', (steps) => expect(ladder(...steps)).not.toThrow());

  it.each([
    [
      [
        [1, 100],
        [1, 150],
      ],
    ],
    [
      [
        [1, 150],
        [2, 100],
      ],
    ],
    [
      [
        [1, 100],
        [2, 100],
      ],
    ],
  ] as [number, number][][][])('not by %j', (steps) =>
    expect(ladder(...steps)).toThrow(expect.objectContaining({ code: 'grid.service-request.policy-invalid' })),
  );
});
