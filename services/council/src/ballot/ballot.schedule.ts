import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { closeHeld } from './closing.plan.js';

const due = named(
  'ballot.due',
  `SELECT id FROM ballot WHERE state = 'OPEN' AND closes_at <= gezhi_now() AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);

/** C-10 Ballots whose end was reached are closed; they took no vote since then, whether this ran or not. */
@Injectable()
export class BallotSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('* * * * *')
  async close(): Promise<void> {
    const request = scheduled('council', 'ballot', 'close');
    await sweep(this.database, due, [requestErrors.wrongState], (id) => closeHeld(this.work, request, id));
  }
}
