import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors, trialErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork, type Statement } from '@gezhi/shared/database';
import { DomainError, type Decision } from '@gezhi/shared/domain';
import { Every } from '@gezhi/shared/schedule';
import { Trial } from './trial.entity.js';
import { expire, remind } from './trial.rules.js';

const batch = 500;
/** So long before its end a household is reminded. */
const ahead = '7 days';
const today = `(SELECT (gezhi_now() AT TIME ZONE 'Asia/Shanghai')::date)`;
const over = named(
  'trial.over',
  `SELECT id FROM trial WHERE state = 'ACTIVE' AND last_day < ${today} AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${batch}`,
);
const ending = named(
  'trial.ending',
  `SELECT id FROM trial WHERE state = 'ACTIVE' AND reminded_at IS NULL AND last_day BETWEEN ${today} AND ${today} + interval '${ahead}'
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${batch}`,
);
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
    for (let after: string | null = null; ;) {
      const rows: { id: string }[] = await this.database.read<{ id: string }>(due, [after]);
      for (const { id } of rows) await this.apply(id, name, rule);
      after = rows.at(-1)?.id ?? null;
      if (rows.length < batch) return;
    }
  }

  private async apply(id: string, name: string, rule: (trial: Trial, now: string) => Decision<object>): Promise<void> {
    try {
      const request = scheduled('property', 'trial', name);
      await this.work.change(
        request,
        Trial,
        id,
        (trial, now) => rule(trial, now) as Decision<Trial>,
        ({ communityCode }) => ({ place: communityCode }),
      );
    } catch (error) {
      // Somebody answered meanwhile, or another run was faster.
      if (!(error instanceof DomainError) || !settled.includes(error.definition)) throw error;
    }
  }
}
