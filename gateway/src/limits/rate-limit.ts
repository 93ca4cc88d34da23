import { isIPv6 } from 'node:net';
import { requestErrors } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests a minute. */
export interface Budgets {
  readonly LIMIT_ACCOUNT: number;
  readonly LIMIT_ADDRESS: number;
  readonly LIMIT_PUBLIC: number;
  readonly LIMIT_SIGN_IN: number;
}

/** Which budget of an address a route draws on. */
export type Budget = 'general' | 'public' | 'sign-in';

/** The address as a key: a whole IPv6 /64 counts as one, since a subscriber has all of it. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  if (address.startsWith('::ffff:')) return address.slice(7);
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...Array<string>(zeros).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':');
}

/** Budgets of requests a minute, per account and per address, in this process's memory. */
export class RateLimits {
  private readonly ofAccount: RateLimiterMemory;
  private readonly ofAddress: Readonly<Record<Budget, RateLimiterMemory>>;

  constructor(budgets: Budgets) {
    const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });
    this.ofAccount = perMinute(budgets.LIMIT_ACCOUNT);
    this.ofAddress = {
      general: perMinute(budgets.LIMIT_ADDRESS),
      public: perMinute(budgets.LIMIT_PUBLIC),
      'sign-in': perMinute(budgets.LIMIT_SIGN_IN),
    };
  }

  /** Counts a request of an account. @throws DomainError too-many-requests with the seconds to wait */
  account(id: string): Promise<void> {
    return spend(this.ofAccount, id);
  }

  /** Counts a request from an address. @throws DomainError too-many-requests with the seconds to wait */
  address(address: string, budget: Budget): Promise<void> {
    return spend(this.ofAddress[budget], addressKey(address));
  }
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError(requestErrors.tooManyRequests, { retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) });
  }
}
