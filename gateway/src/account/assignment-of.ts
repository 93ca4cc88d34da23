import type { Role } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import type { Scope } from './account.rules.js';
import type { Assignment } from './assignment.entity.js';

/** A new assignment of the gateway's own, with who gave it and why. */
export const assignmentOf = (
  request: Pick<Request, 'actor' | 'reason'>,
  now: string,
  of: { id: string; accountId: string; role: Role; reason?: string | undefined },
  scope: Scope,
): Assignment => ({
  id: of.id,
  version: 1,
  accountId: of.accountId,
  role: of.role,
  ...scope,
  source: 'gateway',
  grantedBy: request.actor.id,
  grantedAt: now,
  reason: of.reason ?? request.reason ?? null,
  ended: false,
  endedAt: null,
});
