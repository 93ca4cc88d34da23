import type { Contract } from '@gezhi/shared/contracts';
import type { z } from 'zod';
import { Problem } from './problem.js';
import { requestOf } from './request-of.js';

export interface ClientOptions {
  /** Address of the gateway, `https://gezhi.example`. */
  readonly baseUrl: string;
  /** The access token at the moment of a call; absent for public reads. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  readonly language?: 'zh-CN' | 'en';
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  /** Of a write; made afresh unless given. Give the same again to repeat a write whose outcome is unknown. */
  readonly idempotencyKey?: string;
  /** The version the change is based on: sent as If-Match. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

type Input<C extends Contract> = z.input<C['input']>;
type Output<C extends Contract> = z.output<C['output']>;
type Item<C extends Contract> = Output<C> extends { items: (infer T)[] } ? T : never;

export interface Client {
  /** Asks by contract. @throws Problem the refusal */
  call<C extends Contract>(contract: C, input: Input<C>, options?: CallOptions): Promise<Output<C>>;
  /** All items of a list, page by page. @throws Problem the refusal */
  pages<C extends Contract>(contract: C, input: Omit<Input<C>, 'after'>, options?: CallOptions): AsyncGenerator<Item<C>, void>;
}

/** A client of the gateway, typed by the contracts; runs in browsers and in Node. */
export function createClient({ baseUrl, token, language = 'zh-CN', fetch: send = fetch }: ClientOptions): Client {
  const root = baseUrl.replace(/\/$/, '');

  async function call<C extends Contract>(contract: C, input: Input<C>, options: CallOptions = {}): Promise<Output<C>> {
    const { method, path, body } = requestOf(contract, input);
    const bearer = contract.anonymous ? undefined : await token?.();
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language };
    if (bearer) headers.authorization = `Bearer ${bearer}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (contract.kind === 'command' && !contract.idempotencyExempt)
      headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
    if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
    const response = await send(root + path, {
      method,
      headers,
      ...(body !== undefined && { body }),
      ...(options.signal && { signal: options.signal }),
    });
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as Output<C>;
  }

  async function* pages<C extends Contract>(
    contract: C,
    input: Omit<Input<C>, 'after'>,
    options?: CallOptions,
  ): AsyncGenerator<Item<C>, void> {
    let after: string | null | undefined;
    do {
      const page = (await call(contract, { ...input, ...(after && { after }) } as Input<C>, options)) as {
        items: Item<C>[];
        next: string | null;
      };
      yield* page.items;
      after = page.next;
    } while (after);
  }

  return { call, pages };
}

async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const body = isProblem ? ((await response.json()) as Partial<Problem>) : {};
  const seconds = response.headers.get('retry-after');
  return new Problem(response.status, body, seconds === null ? undefined : Number(seconds));
}
