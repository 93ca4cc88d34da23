import { Injectable } from '@nestjs/common';
import { scheduled, type Request } from '@gezhi/shared/auth';
import { requestErrors } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import { Every } from '@gezhi/shared/schedule';
import { bringIntoForce } from './activation.commands.js';
import { PartitionPlan } from './partition.entity.js';
import { refuse } from './partition.rules.js';

const due = named(
  'partition.due',
  `SELECT id, community_code AS "communityCode", effective_from AS "effectiveFrom" FROM partition_plan WHERE status = 'SCHEDULED' AND effective_from <= (SELECT gezhi_now()) ORDER BY effective_from, id`,
);

/** G-06 Scheduled plans come into force on their day; one that no longer fits goes back to draft, its reason in the audit. */
@Injectable()
export class PartitionSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('* * * * *')
  async activateDue(): Promise<void> {
    for (const plan of await this.database.read<{ id: string; communityCode: string; effectiveFrom: string }>(due)) {
      const request = scheduled('grid', 'partition', 'activate-due');
      try {
        await this.work.act(request, { place: plan.communityCode, id: plan.id }, (act) => bringIntoForce(act, plan));
      } catch (error) {
        if (!(error instanceof DomainError) || error.definition.category !== 'rule') throw error;
        await this.giveBack(plan, { ...request, reason: error.code });
      }
    }
  }

  private async giveBack({ id, communityCode }: { id: string; communityCode: string }, request: Request): Promise<void> {
    try {
      await this.work.change(
        request,
        PartitionPlan,
        id,
        (state) => refuse(state),
        () => ({ place: communityCode }),
      );
    } catch (error) {
      // Another run was faster: the plan is in force, or back already.
      if (!(error instanceof DomainError) || error.definition !== requestErrors.wrongState) throw error;
    }
  }
}
