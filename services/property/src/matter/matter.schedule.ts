import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { matterErrors, requestErrors } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import { Every } from '@gezhi/shared/schedule';
import { runOut } from './clock.rules.js';
import { MatterChanges } from './matter-change.commands.js';

const batch = 500;
const due = named(
  'matter.due',
  `SELECT id FROM matter WHERE state = 'OPEN' AND due_at < (SELECT gezhi_now()) AND overdue_told_at IS NULL
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${batch}`,
);
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
    for (let after: string | null = null; ;) {
      const rows: { id: string }[] = await this.database.read<{ id: string }>(due, [after]);
      for (const { id } of rows) await this.one(id);
      after = rows.at(-1)?.id ?? null;
      if (rows.length < batch) return;
    }
  }

  private async one(id: string): Promise<void> {
    try {
      await this.changes.move(scheduled('property', 'matter', 'run-out'), id, runOut);
    } catch (error) {
      // Somebody moved it meanwhile, or another run was faster.
      if (!(error instanceof DomainError) || !settled.includes(error.definition)) throw error;
    }
  }
}
