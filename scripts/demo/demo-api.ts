import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, Problem, type Client } from '@gezhi/client';
import { activateAccount, bindHousehold, refreshSession, signIn, type Contract, type SessionTokens } from '@gezhi/shared/contracts';
import type { z } from 'zod';

/** A UUID that is always the same for the same words, so that a seed begun again meets its own rows. */
export function idOf(...words: (string | number)[]): string {
  const hex = createHash('sha256')
    .update(`gezhi demo ${words.join(' ')}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const attempts = 5;
/** Unavailable, or too many requests for now. */
const later: readonly number[] = [503, 429];

/** One signed-in account of the demo, with its token kept fresh. */
export class DemoAccount {
  private refreshing: Promise<void> | undefined;

  private constructor(
    readonly baseUrl: string,
    readonly client: Client,
    private readonly anonymous: Client,
    private tokens: SessionTokens,
  ) {}

  static async signIn(baseUrl: string, username: string, password: string): Promise<DemoAccount> {
    const anonymous = createClient({ baseUrl });
    const tokens = await anonymous.call(signIn, { username, password });
    const account: DemoAccount = new DemoAccount(
      baseUrl,
      createClient({ baseUrl, token: () => account.tokens.accessToken }),
      anonymous,
      tokens,
    );
    return account;
  }

  get accountId(): string {
    return this.tokens.accountId;
  }

  get accessToken(): string {
    return this.tokens.accessToken;
  }

  /** Asks with a key made of the words, so that repeating it repeats nothing: as it does while the answer is to come back later. */
  async do<C extends Contract>(contract: C, input: z.input<C['input']>, ...words: (string | number)[]): Promise<z.output<C['output']>> {
    const idempotencyKey = words.length ? idOf(contract.subject, ...words) : randomUUID();
    for (let attempt = 1; ; attempt++) {
      await this.refresh();
      try {
        return await this.client.call(contract, input, { idempotencyKey });
      } catch (error) {
        if (!(error instanceof Problem) || !later.includes(error.status) || attempt >= attempts) throw error;
        await sleep((error.retryAfter ?? 1) * 1000);
      }
    }
  }

  /** Gets a new access token when the old one has less than two minutes left; once for all who wait, since a refresh token serves once. */
  async refresh(): Promise<void> {
    if (Date.parse(this.tokens.accessTokenExpiresAt) - Date.now() > 120_000) return;
    this.refreshing ??= this.anonymous
      .call(refreshSession, { refreshToken: this.tokens.refreshToken })
      .then((tokens) => void (this.tokens = tokens))
      .finally(() => (this.refreshing = undefined));
    await this.refreshing;
  }
}

/** Takes a code that was handed out before as used, when the seed runs a second time. */
export async function activate(baseUrl: string, code: string | null, password: string): Promise<void> {
  if (code) await createClient({ baseUrl }).call(activateAccount, { code, password });
}

export async function bind(baseUrl: string, code: string | null, username: string, password: string): Promise<void> {
  if (code) await createClient({ baseUrl }).call(bindHousehold, { code, username, password });
}

export const isProblem = (error: unknown, code: string): boolean => error instanceof Problem && error.code === code;

/** All items of a list, page by page. */
export async function everyItem<T>(page: (after: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | undefined; ;) {
    const { items: more, next } = await page(after);
    items.push(...more);
    if (next === null) return items;
    after = next;
  }
}

/** Asks until the service has heard of what the question rests on. @throws Problem the last refusal */
export async function onceHeard<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem) || attempt >= 200) throw error;
      await sleep(50);
    }
  }
}
