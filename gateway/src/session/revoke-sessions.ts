import { sessionRevoked } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';

export type EndReason = 'SIGNED_OUT' | 'PASSWORD_CHANGED' | 'ACCOUNT_LOCKED' | 'ACCOUNT_ENDED' | 'TOKEN_REUSED';

/** Ends open sessions of an account, all or one, and tells every process to refuse their access tokens. */
export async function revokeSessions(
  act: Act,
  accountId: string,
  reason: EndReason,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  const ended = await act.query<{ id: string }>(
    `UPDATE session SET ended_at = clock_timestamp(), end_reason = $2, version = version + 1
     WHERE account_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4) RETURNING id`,
    [accountId, reason, which.only ?? null, which.except ?? null],
  );
  for (const { id } of ended) act.emit(sessionRevoked({ sessionId: id, accountId }), { id });
  return ended.length;
}
