import { votingCodeErrors, type values } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** Thirty-two signs, none of which is taken for another: no I, L, O or U. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Five bits each: 80 bits. */
export const codeLength = 16;
/** So many wrong attempts make a code void. A guess among 2^80 codes gains nothing by them; a slip of the pen is forgiven. */
export const wrongAttemptsAllowed = 5;

/** C-10 A code out of random bytes, one for each sign, in groups of four as it is printed: `7K3M-Q0ZT-…`. */
export function printedCode(random: Uint8Array): string {
  const signs = [...random.subarray(0, codeLength)].map((byte) => codeAlphabet[byte % codeAlphabet.length]!);
  return signs.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** C-10 What was typed, as it is hashed: without blanks and hyphens, in capitals, with what is commonly mistaken put right (O→0, I and L→1). */
export const typedCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');

/** C-10 What is hashed of a code, with a key: the entry, which of its codes, a salt, and the code as `typedCode` makes it. */
export const codePreimage = (ballotId: string, entryNumber: number, serial: number, salt: string, code: string): string =>
  JSON.stringify(['gezhi-voting-code/1', ballotId, entryNumber, serial, salt, code]);

/**
 * C-10 The code to compare, as it is hashed. Refuses with `council.voting-code.wanted` when none was typed, or `locked` when the code of
 * the entry is void.
 *
 * @param live the code of the entry that was not replaced
 */
export function codeToWeigh(typed: string | undefined, live: { readonly wrongAttempts: number } | undefined): string {
  ensure(typed !== undefined && typedCode(typed) !== '', votingCodeErrors.wanted);
  ensure(live && live.wrongAttempts < wrongAttemptsAllowed, votingCodeErrors.locked);
  return typedCode(typed);
}

/** A new code for one entry, in the place of one that was lost. */
export interface Reissue {
  readonly entryNumber: number;
  readonly reason: string;
}

/**
 * C-10 Codes are made for a ballot that demands them, from the freezing of its roll to its end; another one for an entry needs a reason.
 * Refuses with `council.voting-code.not-to-be-made` {why}.
 */
export function ensureCodesWanted(
  ballot:
    | { readonly demandsVotingCode: boolean; readonly frozenAt: string | null; readonly state: string; readonly closesAt: string }
    | undefined,
  reissue: Reissue | undefined,
  now: values.Instant,
): void {
  const because = (holds: boolean, why: string) => ensure(holds, votingCodeErrors.notToBeMade, { why });
  because(ballot !== undefined, 'no such ballot');
  because(ballot!.demandsVotingCode, 'the ballot demands no code');
  because(ballot!.frozenAt !== null, 'the roll is not frozen');
  because((ballot!.state === 'NOTICED' || ballot!.state === 'OPEN') && now < ballot!.closesAt, 'the ballot has ended');
  because(!reissue || reissue.reason.trim() !== '', 'a reason is wanted');
}
