import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, today, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { ResolutionTask } from './resolution.entity.js';
import { elapse } from './task.rules.js';

const over = named(
  'resolution.tasks-over',
  `SELECT id FROM resolution_task WHERE state = 'OPEN' AND overdue_at IS NULL AND due_on < ${today}
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);

/** C-12 Tasks whose day went by become overdue, once; a second run finds nothing. */
@Injectable()
export class ResolutionSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Shortly after midnight in Shanghai. */
  @Every('20 16 * * *')
  async markOverdue(): Promise<void> {
    const request = scheduled('council', 'resolution', 'mark-overdue');
    await sweep(this.database, over, [requestErrors.wrongState], (id) =>
      this.work.change(request, ResolutionTask, id, elapse, ({ communityCode: place }) => ({ place })),
    );
  }
}
