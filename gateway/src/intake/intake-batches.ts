import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import { registry, requestErrors, type batchOutcome, type RowError } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import type { RequestClient } from '@gezhi/shared/messaging';
import type { ObjectStore } from '../file/object-store.js';
import { checkRows, rowErrorOf, type ParsedRow } from './check-rows.js';
import { intakeKinds, rowsOf, type IntakeKind } from './intake-kind.js';
import { readRows } from './read-rows.js';
import type { Intake } from './intake.entity.js';

const batchSize = 500;
const errorLimit = 200;

export interface Tally {
  rows: number;
  accepted: number;
  repeated: number;
  refused: number;
  errors: RowError[];
}

/** What is known of an import before its first row is read. */
export type Sheet = Pick<Intake, 'id' | 'kind' | 'placeCode' | 'campaignId' | 'sha256'>;

type Outcome = z.output<typeof batchOutcome>;

/** Sends the rows of an import in batches to the service that stores them: dry to check, or for good from a batch on. */
export class IntakeBatches {
  constructor(
    private readonly requests: RequestClient,
    private readonly store: ObjectStore,
  ) {}

  /**
   * @param options.dryRun check only; @param options.from first batch to send
   * @param done called after each stored batch with its number, counted from 1
   */
  async send(
    intake: Sheet,
    request: Request,
    options: { dryRun: boolean; from: number },
    done: (batch: number) => Promise<void>,
  ): Promise<Tally> {
    const kind = intakeKinds.find(({ name }) => name === intake.kind)!;
    const tally: Tally = { rows: 0, accepted: 0, repeated: 0, refused: 0, errors: [] };
    let number = 0;
    for await (const batch of this.batches(kind, intake.sha256, tally)) {
      if (++number <= options.from) continue;
      const outcome = await this.sendOne(kind, intake, request, batch, number, options.dryRun);
      tally.accepted += outcome.imported;
      tally.repeated += outcome.repeated;
      this.refuse(
        tally,
        outcome.refused.map(({ externalRef, code }) =>
          rowErrorOf(numberOf(batch, externalRef), null, registry.error(code) ?? requestErrors.invalid),
        ),
      );
      await done(number);
    }
    // Wrong cells are found before a batch is sent, refused rows after it.
    tally.errors.sort((a, b) => a.row - b.row);
    return tally;
  }

  private async sendOne(
    kind: IntakeKind,
    intake: Sheet,
    request: Request,
    batch: ParsedRow[],
    number: number,
    dryRun: boolean,
  ): Promise<Outcome> {
    const { contract } = rowsOf(kind);
    const input = {
      batchId: intake.id,
      placeCode: intake.placeCode,
      ...(intake.campaignId && { campaignId: intake.campaignId }),
      dryRun,
      rows: batch.map(({ values }) => values),
    };
    return (await this.requests.call(contract, input, {
      ...request,
      idempotencyKey: `${intake.id}:${dryRun ? 'check' : 'commit'}:${number}`,
    })) as Outcome;
  }

  private async *batches(kind: IntakeKind, sha256: string, tally: Tally): AsyncGenerator<ParsedRow[]> {
    const bytes = await buffer(await this.store.get(sha256));
    let batch: ParsedRow[] = [];
    for await (const checked of checkRows(kind, rowsOf(kind).row, readRows(bytes))) {
      tally.rows++;
      if (Array.isArray(checked)) {
        tally.refused++;
        tally.errors.push(...checked.slice(0, Math.max(0, errorLimit - tally.errors.length)));
        continue;
      }
      batch.push(checked);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length) yield batch;
  }

  private refuse(tally: Tally, errors: RowError[]): void {
    tally.refused += errors.length;
    tally.errors.push(...errors.slice(0, Math.max(0, errorLimit - tally.errors.length)));
  }
}

const numberOf = (batch: ParsedRow[], externalRef: string): number =>
  batch.find(({ values }) => values.externalRef === externalRef)?.number ?? 0;
