import { canonical, isSigned, isToken, merkleRoot, sha256 } from './digest.js';
import type { SecretReceipt, SecretVerificationFile } from './file.js';
import type { Heard } from './recount.js';
import { faultsOfCertificate, faultsOfOutcome, type Check, type Given } from './certificate.js';

const leafOf = (ballotId: string, tokenHash: string, choice: string): Buffer =>
  sha256(JSON.stringify(['gezhi-secret-vote/1', ballotId, tokenHash, choice]));

/** A head for each vote, of nobody known; the rest is silent, and took part as far as it was present. */
function hearSecret({ roll, votes }: Pick<SecretVerificationFile, 'roll' | 'votes'>): Heard[] {
  const entries = roll.filter(([, , , , recused]) => !recused);
  const silent = Math.max(0, entries.filter(([, , , , , attends]) => attends).length - votes.length);
  const of = { heads: 1, area: 0, group: null, inConflict: false };
  return [
    ...votes.map(([, , , choice]) => ({ ...of, choice, takesPart: true })),
    ...Array.from({ length: Math.max(0, entries.length - votes.length) }, (_, n) => ({ ...of, choice: null, takesPart: n < silent })),
  ];
}

/** A secret ballot: every vote under a token of the ballot's key, no token twice, no more of them than entries that were given one. */
export function faultsOfSecret(file: SecretVerificationFile, { key: wanted, checkpoints = [], receipts = [] }: Given, check: Check): void {
  const { certificate, roll, issued, votes } = file;
  const { ballotId } = certificate;
  const { tokenKey, issued: given } = certificate.secrecy!;
  const { key, rollHash } = faultsOfCertificate(file, wanted, check);
  const whole = roll.every(({ length }) => length === 7) && votes.every(({ length }) => length === 4) && Object.keys(file).length === 7;
  check(file.format === 'gezhi-secret-verification/1' && whole, 'FILE', 'the file holds more or less than it should');

  const entries = roll.filter(([, , , , recused]) => !recused);
  const present = entries.filter(([, , , , , attends]) => attends);
  const entitled = new Set((present.length ? present : entries).map(([number]) => number));
  const ascending = <T>(list: readonly T[]) => list.every((item, index) => index === 0 || list[index - 1]! < item);
  check(issued.length === given && ascending(issued), 'TOKENS', `the file names ${issued.length} tokens, the certificate ${given}`);
  for (const number of issued) check(entitled.has(number), 'TOKENS', `entry ${number} was given a token, and may not vote`);
  check(votes.length <= issued.length, 'TOKENS', `${votes.length} votes were cast with ${issued.length} tokens`);
  for (const [tokenHash, token, signature] of votes) {
    check(sha256(Buffer.from(token, 'base64')).toString('hex') === tokenHash, 'TOKENS', `token ${tokenHash} has another hash`);
    check(isToken(token, signature, tokenKey), 'TOKENS', `token ${tokenHash} was not signed for this ballot`);
  }
  check(ascending(votes.map(([tokenHash]) => tokenHash)), 'VOTES', 'the votes are not in the order of their tokens, each once');
  check(votes.length === certificate.votes, 'VOTES', `the file has ${votes.length} votes, the certificate ${certificate.votes}`);

  const start = sha256(JSON.stringify(['gezhi-chain/1', ballotId, rollHash])).toString('hex');
  const leaves = votes.map(([tokenHash, , , choice]) => leafOf(ballotId, tokenHash, choice));
  const root = merkleRoot([sha256(JSON.stringify(['gezhi-issued-tokens/1', ballotId, issued])), ...leaves]).toString('hex');
  check(start === certificate.headHash, 'CHAIN', 'the certificate is of another roll');
  check(root === certificate.merkleRoot, 'MERKLE_ROOT', 'tokens and votes do not make the Merkle root of the certificate');
  faultsOfOutcome(certificate, hearSecret(file), check);

  for (const { kind, sequence, headHash, rollHash: toldRoll, merkleRoot: told } of checkpoints) {
    check(headHash === start && toldRoll === rollHash, 'CHECKPOINT', `another service was told of another roll (${kind})`);
    if (kind === 'CLOSED') check(sequence === votes.length && told === root, 'CHECKPOINT', 'the ballot was closed with other votes');
  }
  const published = new Set(leaves.map((leaf) => leaf.toString('hex')));
  for (const { leaf, signature, ...vote } of receipts as readonly SecretReceipt[]) {
    const computed = leafOf(vote.ballotId, vote.tokenHash, vote.choice);
    const genuine = computed.toString('hex') === leaf && !!key && isSigned(computed, signature, key);
    check(genuine, 'RECEIPT', `the receipt was not signed by the service: ${canonical(vote)}`);
    check(published.has(leaf), 'RECEIPT', `the vote of token ${vote.tokenHash} is not in the file as the receipt has it`);
  }
}
