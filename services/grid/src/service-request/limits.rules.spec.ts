import { acceptPolicy, termsOf } from './request-policy.rules.js';
import { defaultPolicy } from './default-policy.rules.js';
import { limitsOf } from './limits.rules.js';

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
