import type { Request } from '@gezhi/shared/auth';

/**
 * The request without what would outlive it: a fast hash of an input that holds a password or token has no place in the
 * audit, and its answer none among those kept for replay.
 */
export function secretRequest(request: Request): Request {
  const { idempotencyKey: _key, inputHash: _hash, ...rest } = request;
  return rest;
}
