import type { SealMark } from '../contracts/platform-operations.js';
import type { Instant } from '../contracts/values.js';
import { canonical, sha256 } from './canonical.js';

/** One row of the audit as it is sealed. */
export interface SealedRow {
  readonly position: number;
  readonly at: Instant;
  readonly actorId: string;
  readonly roles: readonly string[];
  readonly operation: string;
  readonly aggregateId: string;
  readonly placeCode: string;
  readonly reason: string | null;
  readonly changes: object;
  /** Hex. */
  readonly inputHash: string | null;
  readonly traceId: string | null;
}

/** A stored seal: it covers every row from `firstPosition` to `lastPosition`; hashes are 32 bytes. */
export interface Seal {
  readonly number: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly seal: Buffer;
}

export const noSeal: Seal = {
  number: 0,
  firstPosition: 0,
  lastPosition: 0,
  root: Buffer.alloc(32),
  previous: Buffer.alloc(32),
  seal: Buffer.alloc(32),
};

/** X-06 The leaf of one audit row: SHA-256 of a zero byte and the row as canonical JSON (RFC 8785). */
export const leafOf = (row: SealedRow): Buffer => sha256(Buffer.of(0), canonical(row));

/** X-06 The root of a Merkle tree over leaves of 32 bytes, split as in RFC 6962; of no leaves, SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(Buffer.of(1), merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

const markOf = ({ number, firstPosition, lastPosition, root, previous }: Omit<Seal, 'seal'>): Buffer =>
  sha256(canonical({ number, firstPosition, lastPosition, root: root.toString('hex'), previous: previous.toString('hex') }));

/**
 * X-06 Seals the rows after the last seal: the root of their leaves, chained to it, so that no row before `lastPosition`
 * can be changed, removed or slipped in afterwards without the seal failing.
 */
export function sealRows(last: Seal, rows: readonly SealedRow[], lastPosition: number): Seal {
  const seal = {
    number: last.number + 1,
    firstPosition: last.lastPosition + 1,
    lastPosition,
    root: merkleRoot(rows.map(leafOf)),
    previous: last.seal,
  };
  return { ...seal, seal: markOf(seal) };
}

export type SealFault = 'ROWS_CHANGED' | 'SEAL_CHANGED' | 'CHAIN_BROKEN' | 'SEAL_MISSING' | 'DIFFERS_FROM_KEPT';

/** X-06 What is wrong with a stored seal, given the seal before it, the rows it covers now, and the seal kept elsewhere. */
export function faultsOf(before: Seal, seal: Seal, rows: readonly SealedRow[], kept: SealMark | null): SealFault[] {
  const faults: [SealFault, boolean][] = [
    ['SEAL_MISSING', seal.number !== before.number + 1],
    ['CHAIN_BROKEN', !seal.previous.equals(before.seal) || seal.firstPosition !== before.lastPosition + 1],
    ['ROWS_CHANGED', !merkleRoot(rows.map(leafOf)).equals(seal.root)],
    ['SEAL_CHANGED', !markOf(seal).equals(seal.seal)],
    ['DIFFERS_FROM_KEPT', kept?.number === seal.number && kept.seal !== seal.seal.toString('hex')],
  ];
  return faults.filter(([, found]) => found).map(([fault]) => fault);
}
