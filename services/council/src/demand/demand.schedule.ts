import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { Demand } from './demand.entity.js';
import { elapse } from './demand.rules.js';

const due = named(
  'demand.due',
  `SELECT id FROM demand WHERE state = 'OPEN' AND unmet_at IS NULL AND unmet_from <= gezhi_now() AND ($1::uuid IS NULL OR id > $1)
   ORDER BY id LIMIT ${sweepBatch}`,
);

/** C-T29 Demands that found no service in time are told of, once each; a second run finds nothing. */
@Injectable()
export class DemandSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Shortly after midnight in Shanghai. */
  @Every('20 16 * * *')
  async tellUnmet(): Promise<void> {
    const request = scheduled('council', 'demand', 'tell-unmet');
    await sweep(this.database, due, [requestErrors.wrongState], (id) =>
      this.work.change(request, Demand, id, elapse, ({ communityCode: place }) => ({ place })),
    );
  }
}
