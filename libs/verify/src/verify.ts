import { faultsOfCertificate, faultsOfOutcome, type Check, type Fault, type Given } from './certificate.js';
import { isSigned, merkleRoot, sha256 } from './digest.js';
import type { Receipt, RollRow, SecretVerificationFile, VerificationFile, VoteRow } from './file.js';
import { hear } from './recount.js';
import { faultsOfSecret } from './secret.js';

const hex = (bytes: Buffer): string => bytes.toString('hex');

const leafOf = (ballotId: string, [, entry, voice, choice, channel, castAt, salt]: VoteRow): Buffer =>
  sha256(JSON.stringify(['gezhi-vote/1', ballotId, entry, voice, choice, channel, castAt, salt]));

/** Everything that does not agree, in the order in which it was looked at; nothing when the decision stands as published. */
export function verify(file: VerificationFile | SecretVerificationFile, given: Given = {}): Fault[] {
  const faults: Fault[] = [];
  const check: Check = (holds, part, text) => {
    if (!holds) faults.push({ part, text });
  };
  try {
    if (file.certificate.secrecy) faultsOfSecret(file as SecretVerificationFile, given, check);
    else faultsOf(file as VerificationFile, given, check);
    return faults;
  } catch (error) {
    return [{ part: 'FILE', text: `the file is not what it should be: ${(error as Error).message}` }];
  }
}

function faultsOf(file: VerificationFile, { key: wanted, checkpoints = [], receipts = [] }: Given, check: Check): void {
  const { certificate, roll, votes } = file;
  const { ballotId } = certificate;
  const { key, rollHash } = faultsOfCertificate(file, wanted, check);
  check(
    file.format === 'gezhi-verification/1' && [...roll, ...votes].every(({ length }) => length === 7) && Object.keys(file).length === 6,
    'FILE',
    'the file holds more or less than it should',
  );
  faultsOfVotes(file, check);

  const leaves = votes.map((vote) => leafOf(ballotId, vote));
  const heads = [sha256(JSON.stringify(['gezhi-chain/1', ballotId, rollHash]))];
  for (const leaf of leaves) heads.push(sha256(Buffer.of(2), heads.at(-1)!, leaf));
  check(votes.length === certificate.votes, 'VOTES', `the file has ${votes.length} votes, the certificate ${certificate.votes}`);
  check(hex(heads.at(-1)!) === certificate.headHash, 'CHAIN', 'the votes do not make the chain that the certificate ends with');
  check(hex(merkleRoot(leaves)) === certificate.merkleRoot, 'MERKLE_ROOT', 'the votes do not make the Merkle root of the certificate');

  faultsOfOutcome(certificate, hear(roll, votes), check);

  for (const { kind, sequence, headHash, rollHash: toldRoll, merkleRoot: root } of checkpoints) {
    const agrees = sequence < heads.length && hex(heads[sequence]!) === headHash && toldRoll === rollHash;
    check(agrees, 'CHECKPOINT', `another service was told of ${sequence} votes with another head or roll (${kind})`);
    if (kind === 'CLOSED')
      check(sequence === votes.length && root === certificate.merkleRoot, 'CHECKPOINT', 'the ballot was closed with other votes');
  }
  const published = new Set(leaves.map(hex));
  for (const { leaf, signature, ...vote } of receipts as readonly Receipt[]) {
    const { entryNumber, voice, choice, channel, castAt, salt } = vote;
    const computed = hex(leafOf(vote.ballotId, [0, entryNumber, voice, choice, channel, castAt, salt]));
    check(
      computed === leaf && !!key && isSigned(Buffer.from(leaf, 'hex'), signature, key),
      'RECEIPT',
      'the receipt was not signed by the service',
    );
    check(published.has(leaf), 'RECEIPT', `the vote of entry ${entryNumber} is not in the file as the receipt has it`);
  }
}

function faultsOfVotes({ certificate, roll, votes }: VerificationFile, check: Check): void {
  const entries = new Map<number, RollRow>(roll.map((row) => [row[0], row]));
  const seen = new Set<string>();
  for (const [index, [sequence, entry, voice, , , castAt]] of votes.entries()) {
    check(sequence === index + 1, 'VOTES', `vote ${index + 1} stands in the place of vote ${sequence}`);
    const row = entries.get(entry);
    check(row !== undefined && !row[4], 'VOTES', `vote ${sequence} is of entry ${entry}, which may not vote`);
    check(!seen.has(`${entry} ${voice}`), 'VOTES', `vote ${sequence} is the second of entry ${entry}`);
    seen.add(`${entry} ${voice}`);
    check(
      castAt >= certificate.openedAt && castAt < certificate.closesAt,
      'VOTES',
      `vote ${sequence} was cast before the opening or after the end`,
    );
  }
}
