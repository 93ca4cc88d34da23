import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';
import { Problem } from './problem.entity.js';
import { written } from './problem.commands.js';
import { tellRecheck } from './rectification.rules.js';

const due = named(
  'problem.recheck-due',
  `SELECT id FROM problem WHERE recheck_due_at <= (SELECT gezhi_now()) AND recheck_told_for IS DISTINCT FROM recheck_due_at ORDER BY recheck_due_at, id LIMIT 1000`,
);

/** G-T7 Rectifications whose next look has come are told of, once for each date. */
@Injectable()
export class ProblemSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('15 * * * *')
  async tellRechecks(): Promise<void> {
    const request = scheduled('grid', 'problem', 'tell-rechecks');
    for (const { id } of await this.database.read<{ id: string }>(due))
      await this.work.change(
        request,
        Problem,
        id,
        (problem, now) => written(tellRecheck(problem, now)),
        ({ placeCode }) => ({ place: placeCode }),
      );
  }
}
