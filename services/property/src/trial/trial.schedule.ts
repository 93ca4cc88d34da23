import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors, trialErrors } from '@gezhi/shared/contracts';
import { Database, named, today, UnitOfWork, type Statement } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { Trial } from './trial.entity.js';
import { expire, remind } from './trial.rules.js';

/** So long before its end a household is reminded. */
const ahead = '7 days';
const over = named(
  'trial.over',
  `SELECT id FROM trial WHERE state = 'ACTIVE' AND last_day < ${today} AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);
const ending = named(
  'trial.ending',
  `SELECT id FROM trial WHERE state = 'ACTIVE' AND reminded_at IS NULL AND last_day BETWEEN ${today} AND ${today} + interval '${ahead}'
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);
/** Somebody answered meanwhile, or another run was faster. */
const settled = [requestErrors.wrongState, trialErrors.stillRunning, trialErrors.alreadyReminded];

/** P-10, P-T7 Households are reminded before their free months end, and those without an answer expire; a second run finds nothing. */
@Injectable()
export class TrialSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('10 * * * *')
  async expire(): Promise<void> {
    await this.each(over, 'expire', expire);
  }

  @Every('20 * * * *')
  async remind(): Promise<void> {
    await this.each(ending, 'remind', remind);
  }

  private async each(due: Statement, name: string, rule: (trial: Trial, now: string) => Decision<object>): Promise<void> {
    const request = scheduled('property', 'trial', name);
    await sweep(this.database, due, settled, (id) =>
      this.work.change(
        request,
        Trial,
        id,
        (trial, now) => rule(trial, now) as Decision<Trial>,
        ({ communityCode }) => ({ place: communityCode }),
      ),
    );
  }
}
