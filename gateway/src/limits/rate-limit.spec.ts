import { addressKey, RateLimits } from './rate-limit.js';

const limits = (budget: Partial<Record<string, number>>) =>
  new RateLimits({ LIMIT_ACCOUNT: 100, LIMIT_ADDRESS: 100, LIMIT_PUBLIC: 100, LIMIT_SIGN_IN: 100, ...budget });

describe('rate limits', () => {
  it('refuse what exceeds the budget and say how long to wait', async () => {
    const { account } = { account: limits({ LIMIT_ACCOUNT: 2 }) };
    await account.account('a');
    await account.account('a');
    await expect(account.account('a')).rejects.toMatchObject({
      code: 'platform.request.too-many-requests',
      details: { retryAfter: expect.any(Number) as number },
    });
    await expect(account.account('b')).resolves.toBeUndefined();
  });

  it('keep the budgets of an address apart', async () => {
    const ours = limits({ LIMIT_SIGN_IN: 1, LIMIT_PUBLIC: 1 });
    await ours.address('10.0.0.1', 'sign-in');
    await expect(ours.address('10.0.0.1', 'sign-in')).rejects.toThrow();
    await ours.address('10.0.0.1', 'public');
    await expect(ours.address('10.0.0.1', 'public')).rejects.toThrow();
    await expect(ours.address('10.0.0.1', 'general')).resolves.toBeUndefined();
    await expect(ours.address('10.0.0.2', 'sign-in')).resolves.toBeUndefined();
  });

  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('count %s as %s', (address, key) => expect(addressKey(address)).toBe(key));
});
