import type { KeyObject } from 'node:crypto';
import { canonical, isSigned, readKey, sha256 } from './digest.js';
import type { Certificate, Checkpoint, Receipt, SecretReceipt, VerificationFile } from './file.js';
import { count, decide, type Heard } from './recount.js';

export interface Fault {
  readonly part:
    | 'FILE'
    | 'KEY'
    | 'SIGNATURE'
    | 'ROLL'
    | 'VOTES'
    | 'CHAIN'
    | 'TOKENS'
    | 'MERKLE_ROOT'
    | 'COUNTS'
    | 'OUTCOME'
    | 'CERTIFIERS'
    | 'CHECKPOINT'
    | 'RECEIPT';
  readonly text: string;
}

export interface Given {
  /** SPKI PEM that the certificate must be signed with. */
  readonly key?: string | undefined;
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  readonly receipts?: readonly (Receipt | SecretReceipt)[] | undefined;
}

export type Check = (holds: boolean, part: Fault['part'], text: string) => void;

const hex = (bytes: Buffer): string => bytes.toString('hex');
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** What every file has: a signed certificate, and the roll. @returns the key of the file, and the hash of its roll */
export function faultsOfCertificate(
  { certificate, roll, ...file }: Pick<VerificationFile, 'certificate' | 'roll' | 'publicKey' | 'signature'>,
  wanted: string | undefined,
  check: Check,
): { readonly key: KeyObject | undefined; readonly rollHash: string } {
  check(certificate.format === 'gezhi-certificate/1', 'FILE', 'the format is not known to this program');
  const key = readKey(file.publicKey);
  check(key !== undefined, 'KEY', 'the public key of the file is no Ed25519 key');
  check(
    wanted === undefined || wanted.trim() === file.publicKey.trim(),
    'KEY',
    'the file is signed with another key than the one you gave',
  );
  check(!!key && isSigned(Buffer.from(canonical(certificate)), file.signature, key), 'SIGNATURE', 'the certificate is not what was signed');

  const rollHash = hex(sha256(JSON.stringify(['gezhi-roll/1', certificate.ballotId, roll])));
  check(rollHash === certificate.rollHash, 'ROLL', `the roll hashes to ${rollHash}, the certificate says ${certificate.rollHash}`);
  check(
    roll.every(([number], index) => number === index + 1),
    'ROLL',
    'the entries of the roll are not numbered from one on',
  );
  check(
    new Set(certificate.certifierIds).size === 2 && certificate.certifierIds.length === 2,
    'CERTIFIERS',
    'not two different persons certified',
  );
  return { key, rollHash };
}

/** The counts and the outcome of the certificate are those that the rule makes of what was heard. */
export function faultsOfOutcome(certificate: Certificate, heard: readonly Heard[], check: Check): void {
  const { outcome, steps } = decide(certificate, heard);
  check(same(count(heard), certificate.counts), 'COUNTS', `counted again: ${canonical(count(heard))}`);
  check(
    outcome === certificate.outcome &&
      same(
        steps,
        certificate.explanation.map(({ have, ofTotal, needs, holds }) => ({ have, ofTotal, needs, holds })),
      ),
    'OUTCOME',
    `by the rule of the certificate the outcome is ${outcome}: ${canonical(steps)}`,
  );
}
