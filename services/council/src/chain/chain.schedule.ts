import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { tellChain } from './chain.plan.js';

const moved = named(
  'chain.moved',
  `SELECT ballot_id AS id FROM ballot_chain WHERE open AND sequence > told_sequence AND ($1::uuid IS NULL OR ballot_id > $1)
   ORDER BY ballot_id LIMIT ${sweepBatch}`,
);

/** C-10 Every minute in which votes came another service is told where the chain stands: older votes cannot be rewritten unseen. */
@Injectable()
export class ChainSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('* * * * *')
  async tell(): Promise<void> {
    const request = scheduled('council', 'chain', 'checkpoint');
    await sweep(this.database, moved, [], (id) => this.work.act(request, { place: '', id }, (act) => tellChain(act, id)));
  }
}
