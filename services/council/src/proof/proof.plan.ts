import { createPrivateKey, createPublicKey, hkdfSync, sign, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PlatformSettings } from '@gezhi/shared/boot';
import type { RollEntryView } from '@gezhi/shared/contracts';
import { canonical, merkleRoot, sha256 } from '@gezhi/shared/platform';
import { chainPreimage, leafPreimage, rollPreimage, sealPreimage, type Leaf } from './proof.rules.js';

export const sealOf = (...of: Parameters<typeof sealPreimage>): string => sha256(sealPreimage(...of)).toString('hex');
export const rollHashOf = (ballotId: string, entries: readonly RollEntryView[]): string =>
  sha256(rollPreimage(ballotId, entries)).toString('hex');
export const leafOf = (vote: Leaf): Buffer => sha256(leafPreimage(vote));
export const chainStart = (ballotId: string, rollHash: string): Buffer => sha256(chainPreimage(ballotId, rollHash));
/** The head after a vote; the same is computed by `link_vote` in the database. */
export const linkOf = (head: Buffer, leaf: Buffer): Buffer => sha256(Buffer.of(2), head, leaf);
/** The root of RFC 6962 over the leaves of the votes, each hashed once more behind a zero byte. */
export const rootOf = (leaves: readonly Buffer[]): Buffer => merkleRoot(leaves.map((leaf) => sha256(Buffer.of(0), leaf)));

/** The key with which the service signs receipts and certificates. */
@Injectable()
export class BallotKey {
  private readonly key: KeyObject;
  /** SPKI PEM. */
  readonly publicKey: string;

  constructor({ config }: PlatformSettings) {
    if (!config.BALLOT_SIGNING_KEY) throw new Error('configuration: BALLOT_SIGNING_KEY is missing');
    this.key = createPrivateKey(config.BALLOT_SIGNING_KEY);
    if (this.key.asymmetricKeyType !== 'ed25519') throw new Error('configuration: BALLOT_SIGNING_KEY is no Ed25519 key');
    this.publicKey = createPublicKey(this.key).export({ type: 'spki', format: 'pem' }).toString();
  }

  /** 32 bytes of another secret for one use, which the signing key makes and which do not tell it (RFC 5869). */
  derived(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key.export({ type: 'pkcs8', format: 'der' }), '', use, 32));
  }

  /** Ed25519 over a leaf. */
  signLeaf(leaf: Buffer): Buffer {
    return sign(null, leaf, this.key);
  }

  /** Ed25519 over the canonical JSON of a value, in base64. */
  signValue(value: object): string {
    return sign(null, Buffer.from(canonical(value)), this.key).toString('base64');
  }
}
