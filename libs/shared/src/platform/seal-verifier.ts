import { Injectable } from '@nestjs/common';
import type { SealMark } from '../contracts/platform-operations.js';
import { Database } from '../database/database.js';
import { rowsBetween, sealsAfter } from './audit-rows.js';
import { faultsOf, noSeal, type Seal, type SealedRow, type SealFault } from './seal.rules.js';

export interface SealReport {
  readonly seals: number;
  readonly rows: number;
  /** The first hundred. */
  readonly faults: { number: number; fault: SealFault }[];
}

/** Computes the seals of this service's audit anew, one seal's rows in memory at a time. */
@Injectable()
export class SealVerifier {
  constructor(private readonly database: Database) {}

  /** X-06 @param kept the latest seal another service keeps: it must stand here unchanged, and by the chain all before it */
  async verify(kept: SealMark | null): Promise<SealReport> {
    let [before, seals, rows] = [noSeal, 0, 0];
    const faults: SealReport['faults'] = [];
    for (;;) {
      const page = await this.database.read<Seal>(sealsAfter, [before.number]);
      if (!page.length) break;
      for (const seal of page) {
        const covered = await this.database.read<SealedRow>(rowsBetween, [seal.firstPosition, seal.lastPosition]);
        faults.push(...faultsOf(before, seal, covered, kept).map((fault) => ({ number: seal.number, fault })));
        [before, seals, rows] = [seal, seals + 1, rows + covered.length];
      }
    }
    if (kept && kept.number > before.number) faults.push({ number: kept.number, fault: 'SEAL_MISSING' });
    return { seals, rows, faults: faults.slice(0, 100) };
  }
}
