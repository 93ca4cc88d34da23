import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  activatePartition,
  classifyGrid,
  draftPartition,
  partitionErrors,
  requestErrors,
  withdrawPartition,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { bringIntoForce } from './activation.commands.js';
import { classify } from './grid-type.rules.js';
import { holdGrids } from './in-force.plan.js';
import { InForceQueries } from './in-force.queries.js';
import { Grid, PartitionPlan } from './partition.entity.js';
import { draft, withdraw, type PlanState } from './partition.rules.js';

constraint('partition_plan_scheduled_key', partitionErrors.alreadyScheduled);

const at = (plan: PlanState) => ({ place: plan.communityCode });

@Injectable()
export class PartitionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly grids: InForceQueries,
  ) {}

  @Handles(draftPartition)
  async draft(input: InputOf<typeof draftPartition>, request: Request): Promise<Reply> {
    const known = await this.grids.known(input.communityCode);
    return this.work.create(request, PartitionPlan, (now) => draft(input, known, now), at);
  }

  @Handles(withdrawPartition)
  withdraw(input: InputOf<typeof withdrawPartition>, request: Request): Promise<Reply> {
    return this.work.change(request, PartitionPlan, input.id, (plan) => withdraw(plan), at);
  }

  @Handles(activatePartition)
  async activate(input: InputOf<typeof activatePartition>, request: Request): Promise<Reply> {
    const { state: plan } = await this.work.load(request, PartitionPlan, input.id);
    return this.work.act(request, { place: plan.communityCode, id: plan.id }, (act) => bringIntoForce(act, plan, request.expectedVersion));
  }

  @Handles(classifyGrid)
  classify(input: InputOf<typeof classifyGrid>, request: Request): Promise<Reply> {
    return this.work.act(request, { place: input.code, id: input.code }, (act) => this.reclassify(act, input, request));
  }

  private async reclassify(act: Act, { code, type, reason }: InputOf<typeof classifyGrid>, request: Request): Promise<object> {
    const { now, grids } = await holdGrids(act, code.slice(0, 12), 'alone');
    const grid = grids.find((grid) => grid.code === code);
    ensure(grid, requestErrors.notFound);
    ensure([undefined, grid.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: grid.version });
    const { state, events } = classify(grid, type, reason, newId(), now);
    await act.query('UPDATE grid SET valid_to = $2 WHERE id = $1', [grid.id, now]);
    await act.insert(Grid, [state]);
    for (const happened of events) act.emit(happened);
    act.note({ type: [grid.type, type] });
    return { ...state, status: 'ACTIVE' };
  }
}
