import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import { Every } from '@gezhi/shared/schedule';
import { Committee } from './committee.entity.js';
import { stands } from './committee.queries.js';
import { elapse } from './term.rules.js';

const batch = 500;
const today = `((SELECT gezhi_now()) AT TIME ZONE 'Asia/Shanghai')::date`;
const due = named(
  'committee.terms-due',
  `SELECT id FROM committee WHERE ${stands} AND (term_to < ${today} OR (notice_on <= ${today} AND notice_told_at IS NULL))
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${batch}`,
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
    for (let after: string | null = null; ;) {
      const rows: { id: string }[] = await this.database.read<{ id: string }>(due, [after]);
      for (const { id } of rows) await this.one(id);
      after = rows.at(-1)?.id ?? null;
      if (rows.length < batch) return;
    }
  }

  private async one(id: string): Promise<void> {
    const request = scheduled('property', 'committee', 'elapse');
    try {
      await this.work.change(request, Committee, id, elapse, ({ communityCode }) => ({ place: communityCode }));
    } catch (error) {
      // Somebody dissolved it meanwhile, or another run was faster.
      if (!(error instanceof DomainError) || error.definition !== requestErrors.wrongState) throw error;
    }
  }
}
