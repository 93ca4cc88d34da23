import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { allocateResource, endAllocation, resourceErrors, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { allocate, end } from './allocation.rules.js';
import { ResourceAllocation } from './resource.entity.js';
import { gridInForce } from '../partition/in-force.plan.js';

@Injectable()
export class ResourceCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly playbooks: PlaybookQueries,
  ) {}

  @Handles(allocateResource)
  async allocate(input: InputOf<typeof allocateResource>, request: Request): Promise<Reply> {
    const { types } = await this.playbooks.at(input.gridCode);
    const rule = (now: string) => allocate(input, types, now) as Decision<ResourceAllocation>;
    return this.work.create(request, ResourceAllocation, rule, ({ gridCode }) => ({
      place: gridCode,
      also: [guard(resourceErrors.gridUnknown, gridInForce, gridCode)],
    }));
  }

  @Handles(endAllocation)
  end(input: InputOf<typeof endAllocation>, request: Request): Promise<Reply> {
    const rule = (allocation: ResourceAllocation) => end(allocation, input) as Decision<ResourceAllocation>;
    return this.work.change(request, ResourceAllocation, input.id, rule, ({ gridCode }) => ({ place: gridCode }));
  }
}
