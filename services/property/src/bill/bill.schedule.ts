import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { EstateQueries } from '../estate/estate.queries.js';
import { begunTerms, issueDue, unbilledReason } from './bill.plan.js';
import { BillingTermsQueries } from './billing-terms.queries.js';

const due = named(
  'bill.estates-due',
  `SELECT DISTINCT c.estate_id AS id FROM ${begunTerms} AND ${unbilledReason} IS NULL AND ($1::uuid IS NULL OR c.estate_id > $1)
   ORDER BY 1 LIMIT ${sweepBatch}`,
);

/** P-13 Terms that began are billed, once whatever the replicas; a second run finds nothing, and no estate keeps another waiting. */
@Injectable()
export class BillSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly billing: BillingTermsQueries,
  ) {}

  @Every('30 * * * *')
  async issue(): Promise<void> {
    const request = scheduled('property', 'bill', 'issue');
    await sweep(this.database, due, [], async (id) => {
      const { communityCode } = (await this.estates.anywhere(id))!;
      await issueDue(this.work, this.billing, request, { id, communityCode });
    });
  }
}
