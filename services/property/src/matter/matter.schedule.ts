import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { matterErrors, requestErrors } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { runOut } from './clock.rules.js';
import { MatterChanges } from './matter-change.commands.js';

const due = named(
  'matter.due',
  `SELECT id FROM matter WHERE state = 'OPEN' AND due_at < (SELECT gezhi_now()) AND overdue_told_at IS NULL
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);
/** Somebody moved it meanwhile, or another run was faster. */
const settled = [matterErrors.nothingDue, requestErrors.wrongState];

/** P-23 Clocks that ran out pass their matters on, each once; a second run finds nothing. */
@Injectable()
export class MatterSchedule {
  constructor(
    private readonly database: Database,
    private readonly changes: MatterChanges,
  ) {}

  @Every('*/10 * * * *')
  async runOut(): Promise<void> {
    const request = scheduled('property', 'matter', 'run-out');
    await sweep(this.database, due, settled, (id) => this.changes.move(request, id, runOut));
  }
}
