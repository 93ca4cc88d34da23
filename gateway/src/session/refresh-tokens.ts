import { createHash, randomBytes } from 'node:crypto';
import type { Act } from '@gezhi/shared/database';

/** The SHA-256 of a refresh token; its 256 random bits need no slow hash. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Gives a session its next refresh token, which ends with the session or when it is not used for so long. */
export async function giveRefreshToken(act: Act, sessionId: string, idleHours: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await act.query(
    `INSERT INTO refresh_token (token_hash, session_id, issued_at, expires_at)
     SELECT $1, id, clock_timestamp(), least(expires_at, clock_timestamp() + $3 * interval '1 hour') FROM session WHERE id = $2`,
    [hashOfToken(token), sessionId, idleHours],
  );
  return token;
}

export type Exchange = 'accepted' | 'reused' | 'refused';

/** Uses a refresh token up. `reused`: it was used before, so that somebody else may have it. */
export async function useRefreshToken(act: Act, token: string): Promise<Exchange> {
  const hash = hashOfToken(token);
  const used = await act.query(
    `UPDATE refresh_token r SET used_at = clock_timestamp() FROM session s JOIN account a ON a.id = s.account_id
     WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > clock_timestamp()
       AND s.id = r.session_id AND s.ended_at IS NULL AND s.expires_at > clock_timestamp() AND a.status = 'ACTIVE' RETURNING 1`,
    [hash],
  );
  if (used.length) return 'accepted';
  const [seen] = await act.query('SELECT 1 FROM refresh_token WHERE token_hash = $1 AND used_at IS NOT NULL', [hash]);
  return seen ? 'reused' : 'refused';
}
