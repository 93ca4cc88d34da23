import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type Type } from '@nestjs/common';
import { system } from '../auth/actor.js';
import type { Request } from '../auth/request.js';
import type { Service } from '../contracts/define.js';
import { platformContracts } from '../contracts/platform-operations.js';
import type { Act } from '../database/act.js';
import { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Every } from '../schedule/every.js';
import { lastSeal, rowsBetween } from './audit-rows.js';
import { noSeal, sealRows, type Seal, type SealedRow } from './seal.rules.js';

const rowsPerSeal = 10_000;
const patienceMs = 5000;

const findEnd = named('audit.end', 'SELECT max(position) AS "end", pg_snapshot_xmax(pg_current_snapshot())::text AS horizon FROM audit');
const isSettled = named('audit.settled', 'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS settled');
const hasUnsealed = named(
  'audit.unsealed',
  'SELECT EXISTS (SELECT 1 FROM audit WHERE position > coalesce((SELECT max(last_position) FROM audit_seal), 0) AND position <= $1 AND operation <> $2) AS unsealed',
);

/** Seals the audit of one service in batches and tells of each seal, for another service to keep. */
export function auditSealSchedule(service: Service): Type {
  const operation = `${service}/audit-seal`;
  const request: Request = { actor: system(operation), operation, roles: [] };

  @Injectable()
  class AuditSealSchedule {
    constructor(
      private readonly database: Database,
      private readonly work: UnitOfWork,
    ) {}

    @Every('*/10 * * * *')
    async seal(): Promise<void> {
      const end = await this.settledEnd();
      while (end !== null && (await this.hasUnsealed(end)))
        await this.work.act(request, { place: '', id: 'audit' }, (act) => sealNext(act, end));
    }

    /**
     * The last position below which no row can appear any more: positions are given before commit, so everything that was
     * under way when the end was read must have finished. Null when there is nothing, or a long act is under way.
     */
    private async settledEnd(): Promise<number | null> {
      const [found] = await this.database.read<{ end: number | null; horizon: string }>(findEnd);
      for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50)) {
        const [row] = await this.database.read<{ settled: boolean }>(isSettled, [found!.horizon]);
        if (row!.settled) return found!.end;
      }
      return null;
    }

    /** Whether there is more to seal than the audit rows of sealing itself. */
    private async hasUnsealed(end: number): Promise<boolean> {
      const [row] = await this.database.read<{ unsealed: boolean }>(hasUnsealed, [end, operation]);
      return row!.unsealed;
    }
  }

  async function sealNext(act: Act, end: number): Promise<SealResult> {
    await act.query(`SELECT pg_advisory_xact_lock(hashtext('audit_seal'))`);
    const [last = noSeal] = await act.query<Seal>(lastSeal.text);
    const from = last.lastPosition + 1;
    const [cut] = await act.query<{ to: number | null }>(
      'SELECT max(position) AS to FROM (SELECT position FROM audit WHERE position BETWEEN $1 AND $2 ORDER BY position LIMIT $3) rows',
      [from, end, rowsPerSeal],
    );
    if (!cut?.to) return { number: null };
    const rows = await act.query<SealedRow>(rowsBetween.text, [from, cut.to]);
    const seal = sealRows(last, rows, cut.to);
    await act.query(
      'INSERT INTO audit_seal (number, first_position, last_position, root, previous, seal, sealed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [seal.number, seal.firstPosition, seal.lastPosition, seal.root, seal.previous, seal.seal, act.now],
    );
    act.note({ number: seal.number, rows: rows.length });
    act.emit(platformContracts(service).auditSealed({ service, number: seal.number, seal: seal.seal.toString('hex'), sealedAt: act.now }));
    return { number: seal.number };
  }

  return AuditSealSchedule;
}

interface SealResult {
  readonly number: number | null;
}
