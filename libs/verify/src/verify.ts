import { canonical, isSigned, merkleRoot, readKey, sha256 } from './digest.js';
import type { Checkpoint, Receipt, RollRow, VerificationFile, VoteRow } from './file.js';
import { count, decide, hear } from './recount.js';

export interface Fault {
  readonly part:
    | 'FILE'
    | 'KEY'
    | 'SIGNATURE'
    | 'ROLL'
    | 'VOTES'
    | 'CHAIN'
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
  readonly receipts?: readonly Receipt[] | undefined;
}

const hex = (bytes: Buffer): string => bytes.toString('hex');
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const leafOf = (ballotId: string, [, entry, voice, choice, channel, castAt, salt]: VoteRow): Buffer =>
  sha256(JSON.stringify(['gezhi-vote/1', ballotId, entry, voice, choice, channel, castAt, salt]));

/** Everything that does not agree, in the order in which it was looked at; nothing when the decision stands as published. */
export function verify(file: VerificationFile, given: Given = {}): Fault[] {
  try {
    return faultsOf(file, given);
  } catch (error) {
    return [{ part: 'FILE', text: `the file is not what it should be: ${(error as Error).message}` }];
  }
}

function faultsOf(file: VerificationFile, { key: wanted, checkpoints = [], receipts = [] }: Given): Fault[] {
  const faults: Fault[] = [];
  const check = (holds: boolean, part: Fault['part'], text: string) => {
    if (!holds) faults.push({ part, text });
  };
  const { certificate, roll, votes } = file;
  const { ballotId } = certificate;
  check(
    file.format === 'gezhi-verification/1' && certificate.format === 'gezhi-certificate/1',
    'FILE',
    'the format is not known to this program',
  );

  const key = readKey(file.publicKey);
  check(key !== undefined, 'KEY', 'the public key of the file is no Ed25519 key');
  check(
    wanted === undefined || wanted.trim() === file.publicKey.trim(),
    'KEY',
    'the file is signed with another key than the one you gave',
  );
  check(!!key && isSigned(Buffer.from(canonical(certificate)), file.signature, key), 'SIGNATURE', 'the certificate is not what was signed');

  check(
    [...roll, ...votes].every(({ length }) => length === 7) && Object.keys(file).length === 6,
    'FILE',
    'the file holds more or less than it should',
  );
  const rollHash = hex(sha256(JSON.stringify(['gezhi-roll/1', ballotId, roll])));
  check(rollHash === certificate.rollHash, 'ROLL', `the roll hashes to ${rollHash}, the certificate says ${certificate.rollHash}`);
  check(
    roll.every(([number], index) => number === index + 1),
    'ROLL',
    'the entries of the roll are not numbered from one on',
  );
  faultsOfVotes(file, check);

  const leaves = votes.map((vote) => leafOf(ballotId, vote));
  const heads = [sha256(JSON.stringify(['gezhi-chain/1', ballotId, rollHash]))];
  for (const leaf of leaves) heads.push(sha256(Buffer.of(2), heads.at(-1)!, leaf));
  check(votes.length === certificate.votes, 'VOTES', `the file has ${votes.length} votes, the certificate ${certificate.votes}`);
  check(hex(heads.at(-1)!) === certificate.headHash, 'CHAIN', 'the votes do not make the chain that the certificate ends with');
  check(hex(merkleRoot(leaves)) === certificate.merkleRoot, 'MERKLE_ROOT', 'the votes do not make the Merkle root of the certificate');

  const heard = hear(roll, votes);
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
  check(
    new Set(certificate.certifierIds).size === 2 && certificate.certifierIds.length === 2,
    'CERTIFIERS',
    'not two different persons certified',
  );

  for (const { kind, sequence, headHash, rollHash: toldRoll, merkleRoot: root } of checkpoints) {
    const agrees = sequence < heads.length && hex(heads[sequence]!) === headHash && toldRoll === rollHash;
    check(agrees, 'CHECKPOINT', `another service was told of ${sequence} votes with another head or roll (${kind})`);
    if (kind === 'CLOSED')
      check(sequence === votes.length && root === certificate.merkleRoot, 'CHECKPOINT', 'the ballot was closed with other votes');
  }
  const published = new Set(leaves.map(hex));
  for (const { leaf, signature, ...vote } of receipts) {
    const { entryNumber, voice, choice, channel, castAt, salt } = vote;
    const computed = hex(leafOf(vote.ballotId, [0, entryNumber, voice, choice, channel, castAt, salt]));
    check(
      computed === leaf && !!key && isSigned(Buffer.from(leaf, 'hex'), signature, key),
      'RECEIPT',
      'the receipt was not signed by the service',
    );
    check(published.has(leaf), 'RECEIPT', `the vote of entry ${entryNumber} is not in the file as the receipt has it`);
  }
  return faults;
}

function faultsOfVotes({ certificate, roll, votes }: VerificationFile, check: (holds: boolean, part: 'VOTES', text: string) => void): void {
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
