import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, today, UnitOfWork } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { issueDue } from './bill.plan.js';

const estates = named(
  'bill.estates-due',
  `SELECT DISTINCT c.estate_id AS id, c.community_code AS "communityCode" FROM service_contract c WHERE c.state = 'STANDING'
     AND c.starts_on + make_interval(years => (SELECT count(*)::int FROM bill b WHERE b.contract_id = c.id)) <= ${today} ORDER BY 1`,
);

/** P-13 Terms that began are billed, once whatever the replicas; a second run finds nothing. */
@Injectable()
export class BillSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly fees: FeeScheduleQueries,
  ) {}

  @Every('30 * * * *')
  async issue(): Promise<void> {
    for (const estate of await this.database.read<{ id: string; communityCode: string }>(estates, [])) {
      await issueDue(this.work, this.fees, scheduled('property', 'bill', 'issue'), estate);
    }
  }
}
