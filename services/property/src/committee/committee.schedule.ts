import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, today, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { Committee } from './committee.entity.js';
import { stands } from './committee.queries.js';
import { elapse } from './term.rules.js';

const due = named(
  'committee.terms-due',
  `SELECT id FROM committee WHERE ${stands} AND (term_to < ${today} OR (notice_on <= ${today} AND notice_told_at IS NULL))
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);

/** P-16 Terms that end soon are told of once, and those that are over end; a second run finds nothing. */
@Injectable()
export class CommitteeSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Shortly after midnight in Shanghai. */
  @Every('10 16 * * *')
  async elapse(): Promise<void> {
    const request = scheduled('property', 'committee', 'elapse');
    // Somebody dissolves one meanwhile, or another run is faster.
    await sweep(this.database, due, [requestErrors.wrongState], (id) =>
      this.work.change(request, Committee, id, elapse, ({ communityCode }) => ({ place: communityCode })),
    );
  }
}
