import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { hardCaseErrors, requestErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { settle } from './backlog-case.rules.js';
import { BacklogCase } from './hard-case.entity.js';

const quietOver = named(
  'hard-case.quiet-over',
  `SELECT id FROM backlog_case WHERE status = 'CLEARED' AND quiet_until <= (SELECT gezhi_now()) AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);
/** Somebody reopened it meanwhile, or another run was faster. */
const settled = [requestErrors.wrongState, hardCaseErrors.quietLasts];

/** G-17 Cleared cases whose quiet period went by are settled; a second run finds nothing. */
@Injectable()
export class HardCaseSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('5 * * * *')
  async settleQuiet(): Promise<void> {
    const request = scheduled('grid', 'hard-case', 'settle');
    await sweep(this.database, quietOver, settled, (id) =>
      this.work.change(
        request,
        BacklogCase,
        id,
        (state, now) => settle(state, now) as Decision<BacklogCase>,
        ({ placeCode }) => ({ place: placeCode }),
      ),
    );
  }
}
