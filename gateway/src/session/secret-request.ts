import type { Request } from '@gezhi/shared/auth';

/**
 * The request without what would outlive it: a fast hash of an input that holds a password or token has no place in the
 * audit, and its answer none among those kept for replay.
 */
export function secretRequest(request: Request): Request {
  const { idempotencyKey: _key, inputHash: _hash, ...rest } = request;
  return rest;
}

/** The request of an account about itself: it needs no assignment, is named in the audit, and leaves no secret there. */
export const ownRequest = (request: Request, accountId: string): Request => ({
  ...secretRequest(request),
  actor: { kind: 'system', id: accountId, roles: [] },
});
