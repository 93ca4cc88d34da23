import type { Act } from '@gezhi/shared/database';
import { newId, Reply } from '@gezhi/shared/database';
import type { MintedCode } from './one-time-code.js';
import { OneTimeCode } from './one-time-code.entity.js';

type Issue = Pick<OneTimeCode, 'purpose' | 'accountId' | 'householdId' | 'personId' | 'placeCode' | 'issuedBy'>;

/** Stores the hash of a new code. @returns the instant it expires at */
export async function issueCode(act: Act, code: MintedCode, hours: number, of: Issue & { readonly id?: string }): Promise<string> {
  const expiresAt = new Date(Date.parse(act.now) + hours * 3_600_000).toISOString();
  await act.insert(OneTimeCode, [{ ...of, id: of.id ?? newId(), codeHash: code.hash, issuedAt: act.now, expiresAt, usedAt: null }]);
  return expiresAt;
}

/** The answer with the code, which the stored answer does not hold: a repetition under the same key tells none. */
export function withCode(reply: Reply, code: MintedCode): Reply {
  const value = { ...(reply.value as object), code: code.text };
  return new Reply(JSON.stringify(value), reply.version);
}
