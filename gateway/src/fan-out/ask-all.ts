import { services, type Service } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { DomainError } from '@gezhi/shared/domain';

export interface Answers<S extends string, T> {
  readonly answers: ReadonlyMap<S, T>;
  /** Those that did not answer, in the order asked. */
  readonly unavailable: S[];
}

/**
 * Asks several services at once. Who cannot be reached is listed; any other refusal is thrown.
 *
 * @param ask the question to one of them
 */
export async function askAll<T, S extends string = Service>(
  ask: (service: S) => Promise<T>,
  which: readonly S[] = services as unknown as readonly S[],
): Promise<Answers<S, T>> {
  const settled = await Promise.allSettled(which.map((service) => ask(service)));
  const answers = new Map<S, T>();
  const unavailable: S[] = [];
  settled.forEach((result, index) => {
    if (result.status === 'fulfilled') answers.set(which[index]!, result.value);
    else if (isUnavailable(result.reason)) unavailable.push(which[index]!);
    else throw result.reason;
  });
  return { answers, unavailable };
}

export const isUnavailable = (error: unknown): boolean => error instanceof DomainError && error.definition.category === 'unavailable';

/** The request without its key, for questions that may differ when they are repeated. */
export function withoutKey(request: Request): Request {
  const { idempotencyKey: _key, ...rest } = request;
  return rest;
}
