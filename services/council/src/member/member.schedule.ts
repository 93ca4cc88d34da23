import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, today, UnitOfWork } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { FollowUp, PartTimeMember } from './member.entity.js';
import { elapseTerm } from './member.rules.js';
import { elapseItem } from './pairing.rules.js';

const after = `($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`;
const termsOver = named('member.terms-over', `SELECT id FROM part_time_member WHERE state = 'SERVING' AND term_to < ${today} AND ${after}`);
const itemsOver = named('member.follow-ups-over', `SELECT id FROM follow_up WHERE state = 'OPEN' AND due_on < ${today} AND ${after}`);
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

/** C-04, C-13 Terms that are over end, and what leaders promised becomes overdue; a second run finds nothing. */
@Injectable()
export class MemberSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Shortly after midnight in Shanghai. */
  @Every('12 16 * * *')
  async endTerms(): Promise<void> {
    const request = scheduled('council', 'member', 'end-terms');
    await sweep(this.database, termsOver, [requestErrors.wrongState], (id) =>
      this.work.change(request, PartTimeMember, id, elapseTerm, at),
    );
  }

  @Every('14 16 * * *')
  async markOverdue(): Promise<void> {
    const request = scheduled('council', 'member', 'mark-overdue');
    await sweep(this.database, itemsOver, [requestErrors.wrongState], (id) => this.work.change(request, FollowUp, id, elapseItem, at));
  }
}
