import { week } from './request.fixture.js';
import { acceptPolicy, termsOf } from './request-policy.rules.js';
import { defaultPolicy } from './default-policy.rules.js';
import { ensureLimitsInOrder, limitsOf } from './limits.rules.js';

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
